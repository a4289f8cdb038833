/** Charts as values, and the component that draws them. */
@NullMarked
package dev.leeway.webui.chart;

import org.jspecify.annotations.NullMarked;
