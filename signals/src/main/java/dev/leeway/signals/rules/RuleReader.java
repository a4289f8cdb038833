package dev.leeway.signals.rules;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads one level of keys: each question names a key, what it takes and what holds without it; an
 * answer that doesn't fit is a problem, and the default is given. What nobody asked for is refused.
 * Not thread-safe.
 */
public final class RuleReader {
  private final RuleNode.Keys keys;
  private final String path;
  private final RuleProblems problems;
  private final Set<String> asked = new TreeSet<>();

  private RuleReader(RuleNode.Keys keys, String path, RuleProblems problems) {
    this.keys = keys;
    this.path = path;
    this.problems = problems;
  }

  /**
   * Reads a node's keys; a value where keys belong is a problem, and what the function's result
   * refuses in its constructor is one too.
   */
  static <T> T read(
      RuleNode node,
      String path,
      RuleProblems problems,
      T otherwise,
      Function<RuleReader, T> read) {
    RuleNode.Keys keys;
    if (node instanceof RuleNode.Keys found) {
      keys = found;
    } else if (node instanceof RuleNode.Scalar scalar && scalar.text().isEmpty()) {
      keys = new RuleNode.Keys(Map.of(), node.line());
    } else {
      problems.unfit(path, "keys with values", node);
      return otherwise;
    }
    RuleReader reader = new RuleReader(keys, path, problems);
    T result = otherwise;
    try {
      result = read.apply(reader);
    } catch (IllegalArgumentException e) {
      problems.add(keys.line(), path, String.valueOf(e.getMessage()));
    }
    reader.refuseUnasked();
    return result;
  }

  /** Whether the key is written, be it with nothing behind. */
  public boolean has(String key) {
    asked.add(key);
    return keys.nodes().containsKey(key);
  }

  public double number(String key, double otherwise, double least, double most) {
    return scalar(
        key,
        otherwise,
        "a number from %s to %s".formatted(plain(least), plain(most)),
        text -> {
          double value = Double.parseDouble(text);
          return value >= least && value <= most ? Optional.of(value) : Optional.empty();
        });
  }

  public int whole(String key, int otherwise, int least, int most) {
    return scalar(
        key,
        otherwise,
        "a whole number from %d to %d".formatted(least, most),
        text -> {
          int value = Integer.parseInt(text);
          return value >= least && value <= most ? Optional.of(value) : Optional.empty();
        });
  }

  /** As {@code 30s}, {@code 5m}, {@code 1h}, {@code 7d}. */
  public Duration duration(String key, Duration otherwise, Duration least, Duration most) {
    return scalar(
        key,
        otherwise,
        "a duration from %s to %s, such as 30s, 5m, 1h, 7d"
            .formatted(WrittenDuration.show(least), WrittenDuration.show(most)),
        text ->
            WrittenDuration.parse(text)
                .filter(value -> value.compareTo(least) >= 0 && value.compareTo(most) <= 0));
  }

  public String text(String key, String otherwise) {
    return scalar(key, otherwise, "a text", Optional::of);
  }

  /** {@code on} and {@code off}, or {@code true} and {@code false}. */
  public boolean on(String key, boolean otherwise) {
    return scalar(
        key,
        otherwise,
        "on or off",
        text ->
            switch (text.toLowerCase(Locale.ROOT)) {
              case "on", "true", "yes" -> Optional.of(true);
              case "off", "false", "no" -> Optional.of(false);
              default -> Optional.empty();
            });
  }

  /** A constant of an enum, in lower case. */
  public <E extends Enum<E>> Optional<E> choice(String key, Class<E> type) {
    List<String> names =
        Arrays.stream(type.getEnumConstants())
            .map(constant -> constant.name().toLowerCase(Locale.ROOT))
            .toList();
    return scalar(
        key,
        Optional.empty(),
        "one of " + String.join(", ", names),
        text ->
            names.contains(text.toLowerCase(Locale.ROOT))
                ? Optional.of(Optional.of(Enum.valueOf(type, text.toUpperCase(Locale.ROOT))))
                : Optional.empty());
  }

  /** Several texts; one may stand without a list around it. */
  public List<String> texts(String key, List<String> otherwise) {
    RuleNode node = node(key);
    if (node == null) {
      return otherwise;
    }
    List<RuleNode> nodes = node instanceof RuleNode.Items items ? items.nodes() : List.of(node);
    List<String> texts = new ArrayList<>();
    for (RuleNode one : nodes) {
      if (one instanceof RuleNode.Scalar scalar && !scalar.text().isEmpty()) {
        texts.add(scalar.text());
      } else {
        problems.unfit(under(key), "a text", one);
      }
    }
    return texts;
  }

  /** Texts that must be among the known ones. */
  public List<String> texts(String key, List<String> otherwise, String what, Set<String> known) {
    List<String> texts = texts(key, otherwise);
    for (String text : texts) {
      if (!known.contains(text)) {
        problems.unknown(lineOf(key), under(key), what, text, known);
      }
    }
    return texts.stream().filter(known::contains).toList();
  }

  /** A JSON Schema as text, written here or in a file that is named; empty without the key. */
  Optional<String> schema(String key) {
    RuleNode node = node(key);
    return node == null ? Optional.empty() : SchemaReader.read(node, under(key), problems);
  }

  /** Keys of one level further down. */
  public <T> T section(String key, T otherwise, Function<RuleReader, T> read) {
    RuleNode node = node(key);
    return node == null ? otherwise : read(node, under(key), problems, otherwise, read);
  }

  /** A list of such; those that can't be read are left out, and are problems. */
  public <T> List<T> each(String key, Function<RuleReader, T> read) {
    RuleNode node = node(key);
    List<T> all = new ArrayList<>();
    if (node instanceof RuleNode.Items items) {
      for (int i = 0; i < items.nodes().size(); i++) {
        String at = under(key) + "[" + (i + 1) + "]";
        RuleReader.<Optional<T>>read(
                items.nodes().get(i),
                at,
                problems,
                Optional.empty(),
                in -> Optional.of(read.apply(in)))
            .ifPresent(all::add);
      }
    } else if (node != null) {
      problems.unfit(under(key), "a list", node);
    }
    return all;
  }

  /** Such by names of the user's own choice. */
  public <T> Map<String, T> named(String key, Function<RuleReader, T> read) {
    Map<String, T> all = new TreeMap<>();
    keysOf(key)
        .forEach((name, node) ->
            RuleReader.<Optional<T>>read(
                    node,
                    under(key) + "." + name,
                    problems,
                    Optional.empty(),
                    in -> Optional.of(read.apply(in)))
                .ifPresent(value -> all.put(name, value)));
    return all;
  }

  /** Texts by names of the user's own choice. */
  public Map<String, String> namedTexts(String key) {
    Map<String, String> all = new TreeMap<>();
    keysOf(key)
        .forEach((name, node) -> {
          if (node instanceof RuleNode.Scalar scalar) {
            all.put(name, scalar.text());
          } else {
            problems.unfit(under(key) + "." + name, "a text", node);
          }
        });
    return all;
  }

  /** Numbers by names of the user's own choice. */
  public Map<String, Double> namedNumbers(String key, double least, double most) {
    Map<String, Double> all = new TreeMap<>();
    RuleNode.Keys found = new RuleNode.Keys(keysOf(key), lineOf(key));
    RuleReader numbers = new RuleReader(found, under(key), problems);
    found
        .nodes()
        .keySet()
        .forEach(name -> all.put(name, numbers.number(name, Double.NaN, least, most)));
    all.values().removeIf(value -> Double.isNaN(value));
    return all;
  }

  /** Says that a key's value can't be used, for reasons that only the caller knows. */
  public void problem(String key, String words) {
    problems.add(lineOf(key), under(key), words);
  }

  /** Says that a key names something that doesn't exist, and what comes nearest. */
  public void unknown(String key, String what, String name, Set<String> known) {
    problems.unknown(lineOf(key), under(key), what, name, known);
  }

  private Map<String, RuleNode> keysOf(String key) {
    RuleNode node = node(key);
    if (node instanceof RuleNode.Keys found) {
      return found.nodes();
    }
    if (node != null) {
      problems.unfit(under(key), "keys with values", node);
    }
    return Map.of();
  }

  private <T> T scalar(
      String key, T otherwise, String expected, Function<String, Optional<T>> parse) {
    RuleNode node = node(key);
    if (node == null) {
      return otherwise;
    }
    if (node instanceof RuleNode.Scalar scalar && !scalar.text().isEmpty()) {
      try {
        Optional<T> value = parse.apply(scalar.text().strip());
        if (value.isPresent()) {
          return value.get();
        }
      } catch (NumberFormatException e) {
        // Told below, with what came.
      }
    }
    problems.unfit(under(key), expected, node);
    return otherwise;
  }

  private @Nullable RuleNode node(String key) {
    asked.add(key);
    return keys.nodes().get(key);
  }

  private int lineOf(String key) {
    RuleNode node = keys.nodes().get(key);
    return node == null ? keys.line() : node.line();
  }

  private String under(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  private void refuseUnasked() {
    keys.nodes()
        .forEach((key, node) -> {
          if (!asked.contains(key)) {
            problems.unknown(node.line(), path, "key", key, asked);
          }
        });
  }

  private static String plain(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }
}
