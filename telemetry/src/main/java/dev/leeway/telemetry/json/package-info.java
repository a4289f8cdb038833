/** OTLP's JSON encoding, turned into the protobuf encoding that everything behind it reads. */
@NullMarked
package dev.leeway.telemetry.json;

import org.jspecify.annotations.NullMarked;
