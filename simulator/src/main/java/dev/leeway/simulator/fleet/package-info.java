/** A fleet of agents that never existed: what they do, how they fail, and the OTLP they emit. */
@NullMarked
package dev.leeway.simulator.fleet;

import org.jspecify.annotations.NullMarked;
