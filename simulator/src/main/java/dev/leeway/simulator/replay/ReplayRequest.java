package dev.leeway.simulator.replay;

import dev.leeway.simulator.otlp.OtlpSignal;

/**
 * One OTLP request on its way out.
 *
 * @param atNanos event time of its first item, after any shift; paces the replay
 * @param items spans, data points or log records in it
 */
@SuppressWarnings("ArrayRecordComponent") // Handed over, never compared.
record ReplayRequest(OtlpSignal signal, byte[] body, long items, long atNanos) {}
