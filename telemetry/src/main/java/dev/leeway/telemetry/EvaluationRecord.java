package dev.leeway.telemetry;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.TraceId;
import org.jspecify.annotations.Nullable;

/**
 * A log record in which somebody judges a run: a statement, which is no event of the run.
 *
 * @param event what the record says, in the fields that events have; its place in a trace means
 *     nothing
 * @param traceId of the run that it is about; null where the record names none
 * @param spanId of that run; zero where the record names none
 */
public record EvaluationRecord(AgentEvent event, @Nullable TraceId traceId, long spanId) {}
