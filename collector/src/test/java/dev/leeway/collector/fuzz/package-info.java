/** Damaged requests in great number, of which the counters must still add up. */
@NullMarked
package dev.leeway.collector.fuzz;

import org.jspecify.annotations.NullMarked;
