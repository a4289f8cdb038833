package dev.leeway.storage.query;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One evaluation as it is stored. Text is never null; empty means absent.
 *
 * @param agent empty where no run was found, and nobody knows whom it is about
 * @param traceId 32 hexadecimal digits; empty where none is known
 * @param rater EVALUATOR or USER
 * @param rating GOOD, BAD, OTHER or UNSAID
 */
public record EvaluationRow(
    String evaluationId,
    String environment,
    String agent,
    String version,
    String operation,
    String traceId,
    String rater,
    String name,
    @Nullable Double value,
    String label,
    String rating,
    String comment,
    Instant givenAt) {}
