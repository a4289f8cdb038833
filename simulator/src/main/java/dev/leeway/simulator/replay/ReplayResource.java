package dev.leeway.simulator.replay;

import dev.leeway.simulator.otlp.Attributes;
import io.opentelemetry.proto.resource.v1.Resource;

/** The resource that replayed spans come from: the agent that the user named. */
final class ReplayResource {
  private ReplayResource() {}

  static Resource of(String agent) {
    return Resource.newBuilder()
        .addAttributes(Attributes.of("service.name", agent))
        .addAttributes(Attributes.of("telemetry.sdk.name", "leeway-replay"))
        .build();
  }

  static Resource of(String agent, String instance) {
    return of(agent).toBuilder()
        .addAttributes(Attributes.of("service.instance.id", instance))
        .build();
  }
}
