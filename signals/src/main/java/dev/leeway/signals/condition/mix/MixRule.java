package dev.leeway.signals.condition.mix;

import dev.leeway.signals.finding.Severity;

/**
 * A categorical signal whose mix is learned.
 *
 * @param detector what its findings are called
 * @param dimension each of whose slices learns a mix of its own; the whole agent learns one too,
 *     and is judged in minutes in which none of these slices has learned enough
 * @param text what is said of a newcomer
 */
public record MixRule(
    String signal, String detector, String dimension, Severity severity, NewcomerText text) {}
