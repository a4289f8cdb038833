package dev.leeway.collector.intake;

import dev.leeway.collector.otlp.Signal;

/**
 * One export request as it came.
 *
 * @param body compressed as {@code compression} says; not changed by anybody from here on
 */
@SuppressWarnings("ArrayRecordComponent") // Megabytes that are handed on, not compared.
public record Export(
    Signal signal, String tenant, Format format, Compression compression, byte[] body) {}
