package dev.leeway.simulator.fleet;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.semconv.ServiceAttributes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The OpenTelemetry SDK of each agent: a service of its own, exporting to one span processor. */
final class FleetTracers implements AutoCloseable {
  private final Map<String, SdkTracerProvider> providers = new HashMap<>();

  FleetTracers(List<AgentProfile> agents, SpanProcessor processor) {
    for (AgentProfile agent : agents) {
      Resource resource =
          Resource.getDefault()
              .merge(
                  Resource.create(
                      Attributes.of(
                          ServiceAttributes.SERVICE_NAME, agent.name(),
                          ServiceAttributes.SERVICE_VERSION, agent.version())));
      providers.put(
          agent.name(),
          SdkTracerProvider.builder()
              .setResource(resource)
              .setIdGenerator(new FleetIds())
              .addSpanProcessor(processor)
              .build());
    }
  }

  Tracer of(AgentProfile agent) {
    SdkTracerProvider provider = providers.get(agent.name());
    if (provider == null) {
      throw new IllegalArgumentException("no such agent in the fleet: " + agent.name());
    }
    return provider.get("dev.leeway.simulator");
  }

  @Override
  public void close() {
    providers.values().forEach(provider -> provider.shutdown().join(10, TimeUnit.SECONDS));
  }
}
