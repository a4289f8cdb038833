package dev.leeway.signals.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

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

  /** Who hosts it, with a region before: {@code us.anthropic.}. */
  private static final Pattern HOST =
      Pattern.compile("^([a-z]{2,4}\\.)?(anthropic|meta|mistral|amazon|cohere|openai)\\.");

  private static final String BETWEEN_WORDS = "-@_";

  private static final Pattern SNAPSHOT =
      Pattern.compile("v?[0-9][0-9:.]*|it|instruct|chat|versatile|fp[0-9]+|int[0-9]+|[0-9]+k");

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
    if (words.isEmpty()) {
      return false;
    }
    for (String family : FAMILIES) {
      if (words.getFirst().startsWith(family)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isSnapshot(String word) {
    return MOVING.contains(word) || SNAPSHOT.matcher(word).matches();
  }

  /** Without who hosts it: "openai/gpt-4o", "us.anthropic.claude-…", "models/gemini-…". */
  private static List<String> wordsOf(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    String last = lower.substring(lower.lastIndexOf('/') + 1);
    String plain = last.indexOf('.') < 0 ? last : HOST.matcher(last).replaceFirst("");
    // Azure's names have no dot.
    String spelled = plain.replace("gpt-35", "gpt-3.5");
    List<String> words = new ArrayList<>();
    int from = 0;
    for (int i = 0; i <= spelled.length(); i++) {
      if (i == spelled.length() || BETWEEN_WORDS.indexOf(spelled.charAt(i)) >= 0) {
        if (i > from) {
          words.add(spelled.substring(from, i));
        }
        from = i + 1;
      }
    }
    return words;
  }
}
