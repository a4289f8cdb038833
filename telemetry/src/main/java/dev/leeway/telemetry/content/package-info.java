/** Messages and tool payloads of every shape, brought to OpenTelemetry's {@code parts} JSON. */
@NullMarked
package dev.leeway.telemetry.content;

import org.jspecify.annotations.NullMarked;
