/** How fresh data sources are: what pipelines tell over HTTP, and the page of all sources. */
@NullMarked
package dev.leeway.webui.source;

import org.jspecify.annotations.NullMarked;
