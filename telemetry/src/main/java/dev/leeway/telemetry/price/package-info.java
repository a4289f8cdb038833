/** What tokens cost, where the emitter does not say. */
@NullMarked
package dev.leeway.telemetry.price;

import org.jspecify.annotations.NullMarked;
