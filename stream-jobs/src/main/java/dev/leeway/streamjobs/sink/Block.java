package dev.leeway.streamjobs.sink;

/** Encoded rows of one layout with the token that makes their insert idempotent. */
@SuppressWarnings("ArrayRecordComponent") // Handed over, never compared.
public record Block(String token, Layout layout, int rows, byte[] bytes) {}
