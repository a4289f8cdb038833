/** Load for benches: many distinct bodies at a steady rate, cheap to make. */
@NullMarked
package dev.leeway.simulator.load;

import org.jspecify.annotations.NullMarked;
