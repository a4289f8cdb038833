/** How far behind Leeway itself is, so that a stall does not look like all green. */
@NullMarked
package dev.leeway.webui.lag;

import org.jspecify.annotations.NullMarked;
