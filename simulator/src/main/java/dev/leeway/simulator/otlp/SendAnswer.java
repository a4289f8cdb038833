package dev.leeway.simulator.otlp;

/**
 * What the receiver said about one request.
 *
 * @param refusal why items were refused, in the receiver's words or by its status; empty when none
 *     was
 */
public record SendAnswer(SendReport report, String refusal) {}
