/** Evaluations and feedback, as spans and log records carry them. */
@NullMarked
package dev.leeway.telemetry.evaluation;

import org.jspecify.annotations.NullMarked;
