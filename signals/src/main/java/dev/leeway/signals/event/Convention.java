package dev.leeway.signals.event;

/** The dialect that won detection for a span (conventions.md section 3). Stored by name. */
public enum Convention {
  LANGFUSE,
  CLAUDE_CODE,
  CODEX,
  GEMINI_CLI,
  COPILOT,
  VERCEL_AI,
  GOOGLE_ADK,
  LANGSMITH,
  OPENINFERENCE,
  OPENLLMETRY,
  SPRING_AI,
  /** pydantic-ai and Logfire. */
  PYDANTIC_AI,
  MLFLOW,
  AGENTOPS,
  GENKIT,
  MASTRA,
  LANGCHAIN4J,
  LIVEKIT,
  HAYSTACK,
  STRANDS,
  /** Microsoft Agent Framework, Semantic Kernel, AutoGen and Azure AI. */
  MICROSOFT,
  OPENAI_AGENTS,
  /** Spans of the model server. */
  VLLM,
  OTEL_MCP,
  /** OpenTelemetry GenAI, 1.37 and newer. */
  OTEL_GENAI,
  /** OpenTelemetry GenAI up to 1.36: {@code gen_ai.system}, per-message events. */
  OTEL_GENAI_LEGACY,
  /** No convention is known; the span is kept with its attributes. */
  UNKNOWN
}
