package dev.leeway.signals.event;

/**
 * What a span is, after the conventions are mapped to one vocabulary (conventions.md section 1).
 */
public enum EventKind {
  AGENT,
  WORKFLOW,
  STEP,
  PLAN,
  LLM,
  EMBEDDING,
  RERANK,
  RETRIEVAL,
  TOOL,
  MCP,
  MEMORY,
  GUARDRAIL,
  EVALUATOR,
  HANDOFF,
  PROMPT,
  HUMAN_WAIT,
  HTTP,
  DB,
  OTHER;

  /** Whether a span of this kind, topmost in its trace, is a run. */
  public boolean startsRun() {
    return this == AGENT || this == WORKFLOW;
  }

  /** Whether a span of this kind calls a model and so may carry token usage of its own. */
  public boolean callsModel() {
    return this == LLM || this == EMBEDDING || this == RERANK;
  }
}
