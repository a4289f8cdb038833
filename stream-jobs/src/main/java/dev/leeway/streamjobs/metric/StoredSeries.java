package dev.leeway.streamjobs.metric;

/**
 * A series in keyed state.
 *
 * @param heardMillis append time of its newest record
 * @param state as {@code SeriesStateCodec} bytes
 */
@SuppressWarnings("ArrayRecordComponent") // State is bytes; nothing compares it.
public record StoredSeries(long heardMillis, byte[] state) {}
