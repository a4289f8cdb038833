package dev.leeway.telemetry.convention;

import static dev.leeway.telemetry.convention.FieldKeys.keys;
import static dev.leeway.telemetry.convention.FieldKeys.late;
import static dev.leeway.telemetry.convention.Signal.key;
import static dev.leeway.telemetry.convention.Signal.keyPrefix;

import dev.leeway.signals.event.Convention;
import java.util.List;

/** OpenTelemetry's conventions of the Model Context Protocol, and the names before them. */
final class OtelMcp {
  static final ConventionMapper TABLES =
      new ConventionMapper(
          Convention.OTEL_MCP,
          List.of(key("mcp.method.name", 0.96), keyPrefix("mcp.", 0.8)),
          List.of(),
          List.of(
              keys(Field.MCP_METHOD, "mcp.method.name"),
              late(Field.TOOL_NAME, "mcp.tool.name"),
              late(Field.TOOL_ARGUMENTS, "mcp.request.argument"),
              late(Field.TOOL_RESULT, "mcp.response.value")),
          List.of(),
          List.of("mcp.", "jsonrpc."),
          List.of());

  private OtelMcp() {}
}
