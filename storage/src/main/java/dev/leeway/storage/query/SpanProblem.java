package dev.leeway.storage.query;

import java.time.Instant;

/**
 * Something that was found wrong with spans, in the words that their facts have of it.
 *
 * @param text such as {@code price: expected number, came string}
 * @param spans how many spans have it
 * @param traceId of the newest one
 */
public record SpanProblem(String text, long spans, Instant lastAt, String traceId) {}
