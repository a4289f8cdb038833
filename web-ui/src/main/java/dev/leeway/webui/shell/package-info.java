/**
 * The frame around every page: rail, range picker, colour scheme and the banner of Leeway's own
 * lag.
 */
@NullMarked
package dev.leeway.webui.shell;

import org.jspecify.annotations.NullMarked;
