/** Recorded traffic, read from the formats it was published in and sent again as OTLP. */
@NullMarked
package dev.leeway.simulator.replay;

import org.jspecify.annotations.NullMarked;
