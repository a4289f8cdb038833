/** The stores that pages read from, made once for the process. */
@NullMarked
package dev.leeway.webui.storage;

import org.jspecify.annotations.NullMarked;
