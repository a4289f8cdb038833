package dev.leeway.standalone.doctor;

import dev.leeway.signals.event.Convention;

/** What a team sets in its own library or framework so that a field is sent. Stateless. */
final class Switches {
  private static final String OTEL_CONTENT =
      "OTEL_SEMCONV_STABILITY_OPT_IN=gen_ai_latest_experimental with"
          + " OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT=SPAN_ONLY"
          + " (older versions: =true)";
  private static final String CONVERSATION_KEY =
      "set the attribute gen_ai.conversation.id (or session.id) on the agent's span";

  private Switches() {}

  /** Where token usage of streamed answers is switched on. */
  static String streamedUsage(Convention convention) {
    return switch (convention) {
      case SPRING_AI ->
          "stream usage in the chat options (for OpenAI: spring.ai.openai.chat.options.stream-usage"
              + "=true)";
      case VERCEL_AI -> "includeUsage: true where an OpenAI-compatible provider is created";
      case HAYSTACK ->
          "generation_kwargs={\"stream_options\": {\"include_usage\": True}} of the generator";
      case LANGSMITH ->
          "stream_usage=True of ChatOpenAI, or stream_options={\"include_usage\": True} in the call";
      case LANGFUSE,
          CLAUDE_CODE,
          CODEX,
          GEMINI_CLI,
          COPILOT,
          GOOGLE_ADK,
          OPENINFERENCE,
          OPENLLMETRY,
          PYDANTIC_AI,
          MLFLOW,
          AGENTOPS,
          GENKIT,
          MASTRA,
          LANGCHAIN4J,
          LIVEKIT,
          STRANDS,
          MICROSOFT,
          OPENAI_AGENTS,
          VLLM,
          OTEL_MCP,
          OTEL_GENAI,
          OTEL_GENAI_LEGACY,
          UNKNOWN ->
          "stream_options={\"include_usage\": true} in the call of an OpenAI-compatible API"
              + " (LangChain: stream_usage=True)";
    };
  }

  /** Where messages and tool payloads are switched on. */
  static String content(Convention convention) {
    return switch (convention) {
      case OPENLLMETRY -> "TRACELOOP_TRACE_CONTENT=true";
      case OPENINFERENCE ->
          "OPENINFERENCE_HIDE_INPUTS=false and OPENINFERENCE_HIDE_OUTPUTS=false (and the same for"
              + " …_INPUT_MESSAGES, …_OUTPUT_MESSAGES)";
      case VERCEL_AI ->
          "experimental_telemetry: { isEnabled: true, recordInputs: true, recordOutputs: true }";
      case LANGCHAIN4J ->
          "quarkus.langchain4j.tracing.include-prompt=true and …include-completion=true";
      case SPRING_AI ->
          "nothing on its spans: Spring AI writes prompts to its log alone"
              + " (spring.ai.chat.observations.log-prompt=true); an ObservationHandler of your own,"
              + " or OpenInference, puts them on spans";
      case GOOGLE_ADK -> "ADK_CAPTURE_MESSAGE_CONTENT_IN_SPANS=true";
      case PYDANTIC_AI -> "InstrumentationSettings(include_content=True)";
      case CLAUDE_CODE -> "OTEL_LOG_USER_PROMPTS=1";
      case CODEX -> "log_user_prompt = true under [otel] in config.toml";
      case GEMINI_CLI -> "telemetry.logPrompts: true in settings.json";
      case COPILOT -> "github.copilot.chat.otel.captureContent: true";
      case MICROSOFT ->
          "ENABLE_SENSITIVE_DATA=true (Semantic Kernel:"
              + " SEMANTICKERNEL_EXPERIMENTAL_GENAI_ENABLE_OTEL_DIAGNOSTICS_SENSITIVE=true)";
      case HAYSTACK -> "HAYSTACK_CONTENT_TRACING_ENABLED=true";
      case LANGSMITH -> "LANGSMITH_HIDE_INPUTS=false and LANGSMITH_HIDE_OUTPUTS=false";
      case OPENAI_AGENTS -> "RunConfig(trace_include_sensitive_data=True)";
      case LANGFUSE,
          MLFLOW,
          AGENTOPS,
          GENKIT,
          MASTRA,
          LIVEKIT,
          STRANDS,
          VLLM,
          OTEL_MCP,
          OTEL_GENAI,
          OTEL_GENAI_LEGACY,
          UNKNOWN ->
          OTEL_CONTENT;
    };
  }

  /** Where the conversation is named. */
  static String conversation(Convention convention) {
    return switch (convention) {
      case OPENLLMETRY ->
          "Traceloop.set_association_properties({\"session_id\": …}) at the start of a request";
      case OPENINFERENCE -> "run the request within using_session(session_id=…)";
      case VERCEL_AI -> "experimental_telemetry: { metadata: { sessionId } }";
      case LANGFUSE -> "propagate_attributes(session_id=…) around the request";
      case LANGSMITH -> "metadata={\"session_id\": …} in the run's config";
      case SPRING_AI -> "pass ChatMemory.CONVERSATION_ID as a parameter of the advisors";
      case CLAUDE_CODE,
          CODEX,
          GEMINI_CLI,
          COPILOT,
          GOOGLE_ADK,
          PYDANTIC_AI,
          MLFLOW,
          AGENTOPS,
          GENKIT,
          MASTRA,
          LANGCHAIN4J,
          LIVEKIT,
          HAYSTACK,
          STRANDS,
          MICROSOFT,
          OPENAI_AGENTS,
          VLLM,
          OTEL_MCP,
          OTEL_GENAI,
          OTEL_GENAI_LEGACY,
          UNKNOWN ->
          CONVERSATION_KEY;
    };
  }
}
