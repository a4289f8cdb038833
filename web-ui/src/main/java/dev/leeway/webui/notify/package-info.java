/** Tells the outside of findings that fire and that are resolved. */
@NullMarked
package dev.leeway.webui.notify;

import org.jspecify.annotations.NullMarked;
