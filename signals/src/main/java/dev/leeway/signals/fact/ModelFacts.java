package dev.leeway.signals.fact;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.Content;
import dev.leeway.signals.event.EventKind;
import dev.leeway.signals.event.FactSink;
import java.util.List;

/** Which build of a model answered: {@value #FINGERPRINT}, as the provider gives it out. */
public final class ModelFacts implements FactReader {
  public static final String FINGERPRINT = "model.fingerprint";

  private static final List<String> KEYS =
      List.of(
          "openai.response.system_fingerprint",
          "gen_ai.openai.response.system_fingerprint",
          "gen_ai.response.system_fingerprint");

  @Override
  public void read(AgentEvent span, List<Content> contents, FactSink out) {
    if (span.kind() == EventKind.LLM) {
      KEYS.stream()
          .map(key -> span.attributes().getOrDefault(key, ""))
          .filter(value -> !value.isEmpty())
          .findFirst()
          .ifPresent(value -> out.text(FINGERPRINT, value));
    }
  }
}
