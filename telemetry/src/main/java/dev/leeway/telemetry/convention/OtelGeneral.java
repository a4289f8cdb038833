package dev.leeway.telemetry.convention;

import static dev.leeway.telemetry.convention.FieldKeys.first;
import static dev.leeway.telemetry.convention.FieldKeys.keys;
import static dev.leeway.telemetry.convention.FieldKeys.late;

import dev.leeway.signals.event.Convention;
import java.util.List;

/**
 * What OpenTelemetry's general conventions say about any span or resource: service, user, error,
 * HTTP and databases, and Leeway's own few keys. Speaks for no dialect, so it detects nothing.
 */
final class OtelGeneral {
  static final ConventionMapper TABLES =
      new ConventionMapper(
          Convention.UNKNOWN,
          List.of(),
          List.of(),
          List.of(
              keys(Field.SERVICE_NAME, "service.name"),
              keys(Field.SERVICE_VERSION, "service.version"),
              keys(Field.RELEASE, "langfuse.release"),
              keys(Field.REVISION, "deployment.id", "vcs.ref.head.revision"),
              keys(Field.SERVICE_INSTANCE_ID, "service.instance.id"),
              keys(Field.ENVIRONMENT, "deployment.environment.name", "deployment.environment"),
              keys(Field.CONVERSATION_ID, "session.id"),
              late(Field.CONVERSATION_ID, "conversation.id"),
              keys(
                  Field.USER_ID,
                  "user.id",
                  "user.hash",
                  "enduser.pseudo.id",
                  "enduser.id",
                  "gen_ai.user",
                  "llm.user"),
              keys(Field.SERVER_ADDRESS, "server.address", "net.peer.name"),
              keys(Field.ERROR_TYPE, "error.type"),
              keys(Field.EXCEPTION_TYPE, "exception.type"),
              keys(Field.EXCEPTION_MESSAGE, "exception.message"),
              keys(Field.HTTP_STATUS, "http.response.status_code", "http.status_code"),
              keys(Field.GRPC_STATUS, "rpc.grpc.status_code"),
              keys(Field.RESEND_COUNT, "http.request.resend_count"),
              keys(Field.HTTP_METHOD, "http.request.method", "http.method"),
              keys(Field.DB_SYSTEM, "db.system.name", "db.system"),
              keys(Field.RETRIEVAL_HINT, "db.vector.query.*"),
              keys(Field.QUERY, "db.vector.query.content"),
              late(Field.DOCUMENTS, "db.vector.query.response.documents"),
              keys(Field.COLLECTION, "db.collection.name", "aws.bedrock.knowledge_base.id"),
              first(Field.DATA_SOURCE_ID, "data_source.id"),
              keys(Field.SYNTHETIC, "leeway.synthetic")),
          List.of(),
          List.of(
              "service.",
              "server.",
              "client.",
              "network.",
              "net.",
              "http.",
              "url.",
              "rpc.",
              "db.",
              "error.",
              "exception.",
              "otel.",
              "telemetry.",
              "thread.",
              "code.",
              "user_agent.",
              "messaging.",
              "data_source.",
              "deployment.",
              "vcs.",
              "leeway."),
          List.of("user.email", "user.name", "user.full_name", "host.name", "enduser.email"));

  private OtelGeneral() {}
}
