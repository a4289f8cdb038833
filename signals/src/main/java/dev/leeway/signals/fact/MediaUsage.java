package dev.leeway.signals.fact;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.Content;
import dev.leeway.signals.event.FactSink;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many input tokens of a model call were images, audio and video: {@value #INPUT_TOKENS}, as
 * usage by modality says it in its several spellings, such as {@code
 * gen_ai.usage.input_audio_tokens} and {@code llm.token_count.prompt_details.audio}. Of several
 * spellings of one modality the greatest number counts; what was cached or came out doesn't.
 */
public final class MediaUsage implements FactReader {
  public static final String INPUT_TOKENS = "media.input_tokens";

  private static final List<String> PREFIXES = List.of("gen_ai.usage.", "llm.token_count.");
  private static final List<String> MODALITIES = List.of("image", "audio", "video");

  @Override
  public void read(AgentEvent span, List<Content> contents, FactSink out) {
    Map<String, Double> byModality = new TreeMap<>();
    span.attributes()
        .forEach((key, value) -> {
          if (PREFIXES.stream().anyMatch(key::startsWith)) {
            add(key.toLowerCase(Locale.ROOT), value, byModality);
          }
        });
    if (!byModality.isEmpty()) {
      out.number(INPUT_TOKENS, byModality.values().stream().mapToDouble(Double::doubleValue).sum());
    }
  }

  private static void add(String key, String written, Map<String, Double> byModality) {
    boolean input = key.contains("input") || key.contains("prompt");
    for (String modality : MODALITIES) {
      if (input && !key.contains("cache") && key.contains(modality)) {
        double tokens = number(written);
        if (tokens >= 0 && tokens < Double.POSITIVE_INFINITY) {
          byModality.merge(modality, tokens, Math::max);
        }
      }
    }
  }

  private static double number(String written) {
    try {
      return Double.parseDouble(written);
    } catch (NumberFormatException e) {
      // Whoever writes words there counted nothing.
      return Double.NaN;
    }
  }
}
