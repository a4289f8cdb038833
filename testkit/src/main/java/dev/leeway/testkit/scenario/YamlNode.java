package dev.leeway.testkit.scenario;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** A mapping out of a YAML text, whose unknown keys are refused. */
final class YamlNode {
  private final Map<?, ?> map;

  private YamlNode(Map<?, ?> map) {
    this.map = map;
  }

  static YamlNode parse(String yaml) {
    Object top = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
    return of(top == null ? Map.of() : top);
  }

  /** The same, once it is known to have no other keys than these. */
  YamlNode with(String... known) {
    Set<String> others = keys();
    others.removeAll(Set.of(known));
    if (!others.isEmpty()) {
      throw new IllegalArgumentException(
          "expected only %s, came %s".formatted(List.of(known), others));
    }
    return this;
  }

  Set<String> keys() {
    return map.keySet().stream().map(String::valueOf).collect(Collectors.toSet());
  }

  /** Empty where the key is missing. */
  String text(String key) {
    Object value = map.get(key);
    return value == null ? "" : value.toString();
  }

  List<String> texts(String key) {
    return switch (map.get(key)) {
      case null -> List.of();
      case List<?> list -> list.stream().map(String::valueOf).toList();
      case Object one -> List.of(one.toString());
    };
  }

  YamlNode node(String key) {
    Object value = map.get(key);
    return of(value == null ? Map.of() : value);
  }

  List<YamlNode> nodes(String key) {
    return switch (map.get(key)) {
      case null -> List.of();
      case List<?> list -> list.stream().map(YamlNode::of).toList();
      case Object other ->
          throw new IllegalArgumentException("expected a list at " + key + ", came " + other);
    };
  }

  private static YamlNode of(Object value) {
    if (value instanceof Map<?, ?> map) {
      return new YamlNode(map);
    }
    throw new IllegalArgumentException("expected keys and values, came " + value);
  }
}
