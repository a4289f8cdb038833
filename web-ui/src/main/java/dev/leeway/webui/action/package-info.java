/** What people do about findings: acknowledge, silence, resolve. */
@NullMarked
package dev.leeway.webui.action;

import org.jspecify.annotations.NullMarked;
