package dev.leeway.signals.event;

/**
 * Who emitted an event. Text is never null; an empty string means absent.
 *
 * @param tenantId from the credential alone, never from the payload
 * @param environment {@code deployment.environment.name}, or {@code default}
 * @param agentName what the span says, else the resource's main agent, else the service name; final
 *     at decode
 */
public record AgentSource(
    String tenantId,
    String environment,
    String serviceName,
    String serviceVersion,
    String serviceInstanceId,
    String agentName,
    String agentVersion) {

  public AgentSource {
    if (tenantId.isEmpty()) {
      throw new IllegalArgumentException("tenant id must not be empty");
    }
    if (agentName.isEmpty()) {
      throw new IllegalArgumentException("agent name must not be empty");
    }
  }

  /** The agent's version, else the service's. */
  public String version() {
    return agentVersion.isEmpty() ? serviceVersion : agentVersion;
  }
}
