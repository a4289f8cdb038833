package dev.leeway.streamjobs.store;

import dev.leeway.signals.control.BaselineControl;
import dev.leeway.signals.control.DeploymentMarker;
import dev.leeway.signals.control.DeploymentWithdrawal;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What the topic of controls says to a monitor: a deployment, that there was none, or what a person
 * holds to be normal.
 *
 * @param key under which a later word replaces it
 * @param revision of two under one key the greater is later
 */
public record Control(String tenantId, String key, long revision, String json) {

  /** Empty for controls of others, for what is none, and where the record is another tenant's. */
  public static Optional<Control> of(String recordTenantId, byte[] value) {
    return parse(new String(value, StandardCharsets.UTF_8))
        .filter(control -> control.tenantId.equals(recordTenantId));
  }

  /** Empty where it is none. */
  public static Optional<Control> parse(String json) {
    return DeploymentMarker.parse(json)
        .or(() -> DeploymentWithdrawal.parse(json).map(DeploymentWithdrawal::marker))
        .map(marker -> new Control(marker.tenantId(), marker.key(), marker.revision(), json))
        .or(() ->
            BaselineControl.parse(json)
                .map(order ->
                    new Control(
                        order.slice().tenantId(),
                        BaselineControl.key(order),
                        order.atMillis(),
                        json)));
  }
}
