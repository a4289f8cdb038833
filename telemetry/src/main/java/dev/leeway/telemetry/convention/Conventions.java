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
          VercelAi.TABLES,
          GoogleAdk.TABLES,
          LangSmith.TABLES,
          OpenInference.TABLES,
          OpenLlmetry.TABLES,
          SpringAi.TABLES,
          Genkit.TABLES,
          Mastra.TABLES,
          LangChain4j.TABLES,
          Strands.TABLES,
          OpenAiAgents.TABLES,
          HeuristicKeys.TABLES,
          OtelGeneral.TABLES);

  private Conventions() {}
}
