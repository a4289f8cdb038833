/** The time range that a page shows, as it stands in the URL. */
@NullMarked
package dev.leeway.webui.range;

import org.jspecify.annotations.NullMarked;
