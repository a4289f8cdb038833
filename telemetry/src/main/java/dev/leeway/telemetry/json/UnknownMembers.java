package dev.leeway.telemetry.json;

import com.fasterxml.jackson.core.JsonParser;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Judges the members of a request that OTLP has no name for: most are ignored in silence, some say
 * what the sender meant. Not thread-safe.
 */
final class UnknownMembers {
  private static final int WARNINGS_MAX = 3;
  private static final int NAME_CHARACTERS_MAX = 64;

  private final OtlpJson.Root expected;
  private final Set<String> warnings = new LinkedHashSet<>();
  private OtlpJson.@Nullable Root other;
  private boolean snakeRoot;

  UnknownMembers(OtlpJson.Root expected) {
    this.expected = expected;
  }

  /** Looks at a member whose value the parser is at, and leaves the parser there. */
  void met(MessageType type, String name, JsonParser parser) {
    if (name.length() > NAME_CHARACTERS_MAX) {
      return;
    }
    if (type == expected.type()) {
      metInRequest(name);
    }
    if (name.indexOf('_') < 0 || warnings.size() == WARNINGS_MAX) {
      return;
    }
    String meant = lowerCamelCase(name);
    if (OtlpSchema.field(type, meant) != null) {
      warn(name + " is not read, OTLP/JSON writes " + meant + ": at " + Place.of(parser));
    }
  }

  List<String> warnings() {
    return List.copyOf(warnings);
  }

  /** What a request without any known member is refused with, if it is that of another signal. */
  Optional<Conversion> otherRequest() {
    if (other != null) {
      return Optional.of(
          new Conversion.Refused(
              "expected " + expected.member() + ", came " + other.member(), Optional.of(other)));
    }
    return snakeRoot
        ? Optional.of(
            new Conversion.Refused(
                "expected %s, came its name in snake_case: OTLP/JSON writes lowerCamelCase"
                    .formatted(expected.member()),
                Optional.empty()))
        : Optional.empty();
  }

  private void metInRequest(String name) {
    String meant = lowerCamelCase(name);
    for (OtlpJson.Root root : OtlpJson.Root.values()) {
      if (!meant.equals(root.member())) {
        continue;
      }
      if (root == expected) {
        snakeRoot = true;
      } else {
        other = root;
        warn(name + " is not read here, it has a path of its own");
      }
    }
  }

  private void warn(String warning) {
    if (warnings.size() < WARNINGS_MAX) {
      warnings.add(warning);
    }
  }

  private static String lowerCamelCase(String name) {
    String[] words = name.split("_+", -1);
    StringBuilder camel = new StringBuilder(words[0]);
    for (int i = 1; i < words.length; i++) {
      if (!words[i].isEmpty()) {
        camel
            .append(words[i].substring(0, 1).toUpperCase(Locale.ROOT))
            .append(words[i].substring(1));
      }
    }
    return camel.toString();
  }
}
