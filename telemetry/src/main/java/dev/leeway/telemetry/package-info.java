/** From OTLP bytes to the domain: one decoder, one mapper seam, bad input as a value. */
@NullMarked
package dev.leeway.telemetry;

import org.jspecify.annotations.NullMarked;
