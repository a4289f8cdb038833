package dev.leeway.signals.contract;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What the names of models say about each other. */
public final class ModelName {
  /** How the names of known families begin; a deployment's own name says nothing of a model. */
  private static final List<String> FAMILIES =
      List.of(
          "gpt",
          "chatgpt",
          "o1",
          "o3",
          "o4",
          "claude",
          "gemini",
          "gemma",
          "llama",
          "mistral",
          "mixtral",
          "codestral",
          "ministral",
          "magistral",
          "command",
          "deepseek",
          "qwen",
          "grok",
          "nova",
          "phi",
          "kimi",
          "glm");

  /** Words that stand for whichever snapshot is newest. */
  private static final Set<String> MOVING = Set.of("latest", "preview", "exp", "default", "v1:0");

  private ModelName() {}

  /**
   * Whether a served model is the one that was requested, by name: the served name has all words of
   * the requested one at its beginning, further words only say more. Empty where either is absent
   * or of no known family.
   */
  public static Optional<Boolean> keeps(String requested, String served) {
    List<String> wanted = wordsOf(requested);
    List<String> came = wordsOf(served);
    if (!known(wanted) || !known(came)) {
      return Optional.empty();
    }
    List<String> fixed = wanted.stream().filter(word -> !MOVING.contains(word)).toList();
    if (came.size() < fixed.size() || !came.subList(0, fixed.size()).equals(fixed)) {
      return Optional.of(false);
    }
    // "gpt-4o" served as "gpt-4o-mini" is another model; as "gpt-4o-2024-08-06" a snapshot of it.
    return Optional.of(came.stream().skip(fixed.size()).allMatch(ModelName::isSnapshot));
  }

  private static boolean known(List<String> words) {
    return !words.isEmpty() && FAMILIES.stream().anyMatch(words.getFirst()::startsWith);
  }

  private static boolean isSnapshot(String word) {
    return MOVING.contains(word)
        || word.matches("v?[0-9][0-9:.]*")
        || word.matches("(it|instruct|chat|versatile|fp[0-9]+|int[0-9]+|[0-9]+k)");
  }

  /** Without who hosts it: "openai/gpt-4o", "us.anthropic.claude-…", "models/gemini-…". */
  private static List<String> wordsOf(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    String last = lower.substring(lower.lastIndexOf('/') + 1);
    String plain =
        last.replaceFirst("^([a-z]{2,4}\\.)?(anthropic|meta|mistral|amazon|cohere|openai)\\.", "");
    // Azure's names have no dot.
    String spelled = plain.replace("gpt-35", "gpt-3.5");
    return Arrays.stream(spelled.split("[-@_]", -1)).filter(word -> !word.isEmpty()).toList();
  }
}
