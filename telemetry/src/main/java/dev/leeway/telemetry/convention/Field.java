package dev.leeway.telemetry.convention;

/** A canonical field of an event that attributes are mapped to, with the coercion it takes. */
public enum Field {
  OPERATION(Coercion.TEXT),
  PROVIDER(Coercion.PROVIDER),
  SERVER_ADDRESS(Coercion.TEXT),
  MODEL_REQUESTED(Coercion.MODEL),
  MODEL_SERVED(Coercion.MODEL),
  RESPONSE_ID(Coercion.TEXT),
  FINISH_REASONS(Coercion.TEXT),
  STREAM(Coercion.TEXT),
  TTFT(Coercion.DECIMAL),
  /** How many milliseconds a call took that a log record tells of when it is over. */
  DURATION(Coercion.DECIMAL),
  /** When the first token came, as an instant. */
  FIRST_TOKEN_AT(Coercion.TEXT),
  INPUT_TOKENS(Coercion.COUNT),
  OUTPUT_TOKENS(Coercion.COUNT),
  /** Input tokens of a dialect that never counts those of the cache in them. */
  FRESH_INPUT_TOKENS(Coercion.COUNT),
  /** Output tokens of a dialect that never counts reasoning in them. */
  VISIBLE_OUTPUT_TOKENS(Coercion.COUNT),
  CACHE_READ_TOKENS(Coercion.COUNT),
  CACHE_WRITE_TOKENS(Coercion.COUNT),
  REASONING_TOKENS(Coercion.COUNT),
  COST_USD(Coercion.PRICE),
  /** Whether it went well, where a dialect says so beside the status or instead of it. */
  SUCCESS(Coercion.TEXT),
  /** The same the other way round. */
  FAILURE(Coercion.TEXT),
  ERROR_TYPE(Coercion.ERROR_TYPE),
  /** What went wrong, where a dialect says so beside the status. */
  ERROR_MESSAGE(Coercion.TEXT),
  EXCEPTION_TYPE(Coercion.TEXT),
  EXCEPTION_MESSAGE(Coercion.TEXT),
  HTTP_STATUS(Coercion.COUNT),
  GRPC_STATUS(Coercion.COUNT),
  RESEND_COUNT(Coercion.COUNT),
  /** How often the call was tried in all. */
  ATTEMPTS(Coercion.COUNT),
  TOOL_NAME(Coercion.TEXT),
  TOOL_CALL_ID(Coercion.TEXT),
  MCP_METHOD(Coercion.TEXT),
  DATA_SOURCE_ID(Coercion.TEXT),
  /** Names the data source of a retrieval only: elsewhere it is a table. */
  COLLECTION(Coercion.TEXT),
  CONVERSATION_ID(Coercion.TEXT),
  /** What in a conversation belongs to one prompt of its user. */
  PROMPT_ID(Coercion.TEXT),
  USER_ID(Coercion.TEXT),
  AGENT_NAME(Coercion.TEXT),
  /** Names what the span is about: an agent, a tool or a model, as its kind says. */
  ENTITY_NAME(Coercion.TEXT),
  /** Tells an agent's name from its id, which unnamed agents send as their name. */
  AGENT_ID(Coercion.TEXT),
  MAIN_AGENT_NAME(Coercion.TEXT),
  AGENT_VERSION(Coercion.TEXT),
  ENVIRONMENT(Coercion.TEXT),
  SERVICE_NAME(Coercion.TEXT),
  SERVICE_VERSION(Coercion.TEXT),
  /** Stands for the service's version where nobody counts versions; spans may say it. */
  RELEASE(Coercion.TEXT),
  /** Stands for both, of a resource: a span's may be that of what it works on. */
  REVISION(Coercion.TEXT),
  SERVICE_INSTANCE_ID(Coercion.TEXT),
  SYNTHETIC(Coercion.TEXT),
  /** Says of a span that it only announces another that will come. */
  SPAN_STAGE(Coercion.TEXT),
  /** Which part of a response a log record tells of. */
  LOG_STAGE(Coercion.TEXT),
  /** Present on spans that search, whatever they call themselves. */
  RETRIEVAL_HINT(Coercion.ANY),
  HTTP_METHOD(Coercion.TEXT),
  DB_SYSTEM(Coercion.TEXT),
  SYSTEM_INSTRUCTIONS(Coercion.CONTENT),
  INPUT_MESSAGES(Coercion.CONTENT),
  OUTPUT_MESSAGES(Coercion.CONTENT),
  /** A JSON array of the events that OpenTelemetry had per message up to 1.36. */
  MESSAGE_EVENTS(Coercion.CONTENT),
  /** What the model wrote, where its tool calls are in an attribute of their own. */
  OUTPUT_TEXT(Coercion.CONTENT),
  OUTPUT_TOOL_CALLS(Coercion.CONTENT),
  TOOL_DEFINITIONS(Coercion.CONTENT),
  TOOL_ARGUMENTS(Coercion.PAYLOAD),
  TOOL_RESULT(Coercion.FOUND),
  DOCUMENTS(Coercion.FOUND),
  QUERY(Coercion.CONTENT),
  /** Whatever went in: messages, tool arguments or a query, as the span's kind says. */
  INPUT_VALUE(Coercion.PAYLOAD),
  /** Whatever came out: messages, a tool's result or documents, as the span's kind says. */
  OUTPUT_VALUE(Coercion.PAYLOAD);

  /** How many fields there are: the length of arrays that have a slot for each. */
  public static final int COUNT = values().length;

  private final Coercion coercion;

  Field(Coercion coercion) {
    this.coercion = coercion;
  }

  public Coercion coercion() {
    return coercion;
  }

  /** Where the field is in arrays that have a slot for each; never stored. */
  @SuppressWarnings("EnumOrdinal")
  public int slot() {
    return ordinal();
  }

  /** Whether attributes of this field are payload, stored apart from the event. */
  public boolean isContent() {
    return coercion == Coercion.CONTENT
        || coercion == Coercion.PAYLOAD
        || coercion == Coercion.FOUND;
  }
}
