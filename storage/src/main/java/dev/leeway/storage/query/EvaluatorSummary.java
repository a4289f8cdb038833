package dev.leeway.storage.query;

import org.jspecify.annotations.Nullable;

/**
 * What one evaluator said of an agent within a range.
 *
 * @param name of the evaluation
 * @param rater EVALUATOR or USER
 * @param mean of its numbers; null where it gave none
 * @param least of its numbers
 * @param greatest of its numbers
 * @param rated how many of them say good, bad or another word
 * @param bad how many of them say bad
 */
public record EvaluatorSummary(
    String name,
    String rater,
    long count,
    @Nullable Double mean,
    @Nullable Double least,
    @Nullable Double greatest,
    long rated,
    long bad) {}
