/** Findings: the list, one in detail, and what can be done about it. */
@NullMarked
package dev.leeway.webui.finding;

import org.jspecify.annotations.NullMarked;
