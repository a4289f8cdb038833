/** Building OTLP spans and sending them so that nothing is lost and nothing is reordered. */
@NullMarked
package dev.leeway.simulator.otlp;

import org.jspecify.annotations.NullMarked;
