package dev.leeway.signals.event;

/** Payload text on its way to storage; messages are JSON in OpenTelemetry's {@code parts} shape. */
public record Content(ContentRef ref, String text) {}
