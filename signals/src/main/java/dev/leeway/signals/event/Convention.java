package dev.leeway.signals.event;

/** The dialect that won detection for a span (conventions.md section 3). */
public enum Convention {
  /** OpenTelemetry GenAI, 1.37 and newer. */
  OTEL_GENAI,
  /** OpenTelemetry GenAI up to 1.36: {@code gen_ai.system}, per-message events. */
  OTEL_GENAI_LEGACY,
  OPENINFERENCE,
  /** No convention is known; the span is kept with its attributes. */
  UNKNOWN
}
