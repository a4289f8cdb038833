package dev.leeway.signals.event;

/** What a piece of payload text is; the ordinal is stored, so new roles are added at the end. */
public enum ContentRole {
  SYSTEM_INSTRUCTIONS,
  INPUT_MESSAGES,
  OUTPUT_MESSAGES,
  TOOL_DEFINITIONS,
  TOOL_ARGUMENTS,
  TOOL_RESULT,
  DOCUMENTS,
  QUERY
}
