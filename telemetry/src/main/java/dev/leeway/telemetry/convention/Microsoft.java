package dev.leeway.telemetry.convention;

import static dev.leeway.telemetry.convention.FieldKeys.late;
import static dev.leeway.telemetry.convention.FieldKeys.own;
import static dev.leeway.telemetry.convention.Signal.key;
import static dev.leeway.telemetry.convention.Signal.keyPrefix;
import static dev.leeway.telemetry.convention.Signal.keyValue;
import static dev.leeway.telemetry.convention.Signal.scope;
import static dev.leeway.telemetry.convention.Signal.spanName;
import static java.util.Map.entry;

import dev.leeway.signals.event.Convention;
import dev.leeway.signals.event.EventKind;
import java.util.List;
import java.util.Map;

/**
 * Microsoft's Agent Framework, Semantic Kernel, AutoGen and Azure AI: GenAI names of 1.37 and
 * before, with workflow spans that only their names tell apart.
 */
final class Microsoft {
  private static final Map<String, EventKind> NAMES =
      Map.ofEntries(
          entry("workflow.run", EventKind.WORKFLOW),
          entry("workflow_invoke", EventKind.WORKFLOW),
          entry("workflow.build", EventKind.STEP),
          entry("executor.process*", EventKind.STEP),
          entry("edge_group.process*", EventKind.STEP),
          entry("message.send", EventKind.STEP),
          entry("autogen process*", EventKind.AGENT),
          entry("autogen create*", EventKind.STEP),
          entry("autogen publish*", EventKind.STEP),
          entry("autogen send*", EventKind.STEP),
          entry("autogen receive*", EventKind.STEP),
          entry("autogen ack*", EventKind.STEP));

  static final ConventionMapper TABLES =
      new ConventionMapper(
          Convention.MICROSOFT,
          List.of(
              scope("agent_framework", 0.97),
              scope("Experimental.Microsoft.Agents.AI", 0.97),
              scope("Microsoft.Agents.AI", 0.97),
              scope("Microsoft.SemanticKernel", 0.97),
              scope("semantic_kernel", 0.97),
              scope("autogen", 0.97),
              scope("azure.ai.", 0.96),
              keyPrefix("microsoft.", 0.97),
              keyPrefix("agent_framework.", 0.97),
              key("sk.available_functions", 0.97),
              keyValue("gen_ai.provider.name", "microsoft.agent_framework", 0.97),
              keyValue("gen_ai.system", "autogen", 0.97),
              keyValue("az.namespace", "Microsoft.CognitiveServices", 0.96),
              keyValue("azure.resource_provider.namespace", "Microsoft.CognitiveServices", 0.96),
              spanName("autogen ", 0.96)),
          List.of(
              // Semantic Kernel's words, with which it began before OpenTelemetry had its own.
              KindKeys.own(
                  "gen_ai.operation.name", Precedence.LATE, Map.of("*completions", EventKind.LLM)),
              KindKeys.own(KindKeys.SPAN_NAME, Precedence.LATE, NAMES)),
          List.of(
              late(Field.MAIN_AGENT_NAME, "microsoft.gen_ai.main_agent.name"),
              late(Field.AGENT_VERSION, "microsoft.gen_ai.main_agent.version"),
              late(Field.CONVERSATION_ID, "microsoft.gen_ai.main_agent.conversation_id"),
              own(Field.AGENT_NAME, "recipient_agent_type"),
              late(Field.MCP_METHOD, "gen_ai.mcp.method.name"),
              own(Field.INPUT_VALUE, "message")),
          List.of(),
          List.of(
              "agent_framework.",
              "az.",
              "azure.",
              "build.",
              "edge_group.",
              "executor.",
              "gen_ai.client.operation.duration",
              "message.",
              "microsoft.",
              "recipient_agent_",
              "sender_agent_",
              "sk.",
              "workflow.",
              "workflow_builder."),
          List.of());

  private Microsoft() {}
}
