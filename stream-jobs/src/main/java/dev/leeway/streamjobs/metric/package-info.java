/** Metric points from requests to rows, series by series. */
@NullMarked
package dev.leeway.streamjobs.metric;

import org.jspecify.annotations.NullMarked;
