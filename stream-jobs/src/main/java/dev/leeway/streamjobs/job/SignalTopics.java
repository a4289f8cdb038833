package dev.leeway.streamjobs.job;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The Kafka topics of one OTLP signal; all must exist.
 *
 * @param own topics whose records name their tenant
 * @param external tenants by topics that others write, whose headers are not believed
 */
public record SignalTopics(List<String> own, Map<String, String> external) {
  private static final Pattern TENANT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  public SignalTopics {
    own = List.copyOf(own);
    external = Map.copyOf(external);
  }

  public static SignalTopics of(String topic) {
    return new SignalTopics(List.of(topic), Map.of());
  }

  /**
   * With one more topic that others write to.
   *
   * @param tenantId whose all of it is
   */
  public SignalTopics withExternal(String topic, String tenantId) {
    Map<String, String> more = new HashMap<>(external);
    more.put(topic, tenantId);
    return new SignalTopics(own, more);
  }

  /** All that are read. */
  List<String> all() {
    return Stream.concat(own.stream(), external.keySet().stream().sorted()).toList();
  }

  /** What is wrong with them, in words; empty when nothing is. */
  List<String> problems(String signal) {
    List<String> problems = new ArrayList<>();
    if (own.isEmpty()) {
      problems.add("expected at least one topic of " + signal + ", came none");
    }
    external.forEach((topic, tenant) -> {
      if (own.contains(topic)) {
        problems.add("expected another external topic than " + topic);
      }
      if (!TENANT.matcher(tenant).matches()) {
        problems.add(
            "expected a tenant of letters, digits, '.', '_' and '-' for topic %s, came '%s'"
                .formatted(topic, tenant));
      }
    });
    return problems;
  }
}
