package dev.leeway.telemetry;

import static dev.leeway.telemetry.wire.WireCursor.BYTES;

import dev.leeway.signals.event.AgentSource;
import dev.leeway.telemetry.convention.Coercion;
import dev.leeway.telemetry.convention.CompiledConventions;
import dev.leeway.telemetry.convention.Field;
import dev.leeway.telemetry.convention.KeyTable;
import dev.leeway.telemetry.wire.WireCursor;
import java.util.Map;

/**
 * A resource of a request: who emits its spans, and what spans that don't say inherit. Used again
 * for the next resource; not thread-safe.
 */
final class ResourceScan {
  /** What OpenTelemetry names a service that nobody named. */
  private static final String UNKNOWN_SERVICE = "unknown_service";

  private static final String DEFAULT_ENVIRONMENT = "default";

  /** Equal to no source that a resource has: its environment is empty. */
  private static final AgentSource NOBODY = new AgentSource("-", "", "", "", "", "-", "");

  private final AttributeFrame attributes;
  private final AttributeMaps maps;
  private final WireCursor cursor = new WireCursor();
  private String tenant = "";
  private Map<String, String> stored = Map.of();
  private String serviceName = "";
  private String mainAgentName = "";
  private AgentSource latest = NOBODY;

  ResourceScan(KeyTable keys, CompiledConventions conventions, SpanLimits limits) {
    this.attributes = new AttributeFrame(keys, conventions, limits.attributeBytesMax());
    this.maps = new AttributeMaps(limits.attributesMax());
  }

  void clear(String tenant, byte[] request) {
    this.tenant = tenant;
    attributes.clear(request);
  }

  /** Reads one Resource message; several of one ResourceSpans are merged, as protobuf does. */
  void read(byte[] request, int from, int to) {
    cursor.over(request, from, to);
    while (cursor.next()) {
      if (cursor.is(1, BYTES)) {
        attributes.add(cursor.start(), cursor.end(), false);
      }
    }
  }

  void close() {
    attributes.resolve();
    stored = maps.of(attributes);
    serviceName = attributes.text(Field.SERVICE_NAME);
    mainAgentName = attributes.text(Field.MAIN_AGENT_NAME);
    latest = NOBODY;
  }

  /**
   * The source of a span that says this about its agent; empty where it says nothing.
   *
   * @param release what is deployed, as Langfuse's SDKs write it on spans
   */
  AgentSource sourceOf(String agentName, String agentVersion, String release, String environment) {
    String name = firstOf(agentName, mainAgentName, attributes.text(Field.AGENT_NAME));
    if (name.isEmpty()) {
      name = serviceName.isEmpty() ? UNKNOWN_SERVICE : serviceName;
    }
    String deployed =
        firstOf(
            attributes.text(Field.SERVICE_VERSION),
            release,
            attributes.text(Field.RELEASE),
            attributes.text(Field.REVISION));
    String version = firstOf(agentVersion, attributes.text(Field.AGENT_VERSION), deployed);
    String in = firstOf(attributes.text(Field.ENVIRONMENT), environment, DEFAULT_ENVIRONMENT);
    if (!name.equals(latest.agentName())
        || !version.equals(latest.agentVersion())
        || !deployed.equals(latest.serviceVersion())
        || !in.equals(latest.environment())) {
      latest =
          new AgentSource(
              tenant,
              in,
              serviceName,
              deployed,
              attributes.text(Field.SERVICE_INSTANCE_ID),
              name,
              version);
    }
    return latest;
  }

  /** The resource's value of a field that spans inherit. */
  String text(Field field) {
    return attributes.text(field);
  }

  boolean synthetic() {
    return Coercion.isTrue(attributes.text(Field.SYNTHETIC));
  }

  Map<String, String> attributes() {
    return stored;
  }

  boolean truncated() {
    return attributes.truncated();
  }

  boolean repaired() {
    return attributes.repaired();
  }

  private static String firstOf(String... candidates) {
    for (String candidate : candidates) {
      if (!candidate.isEmpty()) {
        return candidate;
      }
    }
    return "";
  }
}
