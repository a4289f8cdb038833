package dev.leeway.telemetry.convention;

import java.util.List;

/**
 * All dialects in order of precedence, which also decides between signs of equal confidence. A new
 * one is a file with its tables, its test and a line here.
 */
public final class Conventions {
  public static final List<ConventionMapper> ALL =
      List.of(
          OtelGenAi.TABLES,
          OtelGenAiLegacy.TABLES,
          Langfuse.TABLES,
          ClaudeCode.TABLES,
          Codex.TABLES,
          GeminiCli.TABLES,
          Copilot.TABLES,
          VercelAi.TABLES,
          GoogleAdk.TABLES,
          LangSmith.TABLES,
          OpenInference.TABLES,
          OpenLlmetry.TABLES,
          SpringAi.TABLES,
          PydanticAi.TABLES,
          MlFlow.TABLES,
          AgentOps.TABLES,
          Genkit.TABLES,
          LiveKit.TABLES,
          Haystack.TABLES,
          Mastra.TABLES,
          LangChain4j.TABLES,
          Strands.TABLES,
          VoltAgent.TABLES,
          Microsoft.TABLES,
          OpenAiAgents.TABLES,
          Vllm.TABLES,
          OtelMcp.TABLES,
          HeuristicKeys.TABLES,
          OtelGeneral.TABLES);

  private Conventions() {}
}
