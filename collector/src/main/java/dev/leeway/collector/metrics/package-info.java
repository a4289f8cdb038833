/** What the collector took and refused, in numbers that add up. */
@NullMarked
package dev.leeway.collector.metrics;

import org.jspecify.annotations.NullMarked;
