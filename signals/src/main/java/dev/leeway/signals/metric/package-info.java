/** Metric points: series of them made comparable, and histograms of every layout made mergeable. */
@NullMarked
package dev.leeway.signals.metric;

import org.jspecify.annotations.NullMarked;
