/** Protobuf's wire format and OTLP's values, read leniently and without an object per field. */
@NullMarked
package dev.leeway.telemetry.wire;

import org.jspecify.annotations.NullMarked;
