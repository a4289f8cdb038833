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

  /** Whether a span of this kind is one step of a run: a call that the agent decided to make. */
  public boolean isCall() {
    return switch (this) {
      case LLM, EMBEDDING, RERANK, RETRIEVAL, TOOL, MEMORY, GUARDRAIL, EVALUATOR, HANDOFF -> true;
      case AGENT, WORKFLOW, STEP, PLAN, MCP, PROMPT, HUMAN_WAIT, HTTP, DB, OTHER -> false;
    };
  }

  /** Whether a span of this kind is how a call travels, not a call of its own. */
  public boolean isTransport() {
    return this == HTTP || this == DB || this == OTHER;
  }
}
