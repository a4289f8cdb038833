package dev.leeway.signals.control;

import java.util.Optional;

/**
 * A deployment marker that was told in error, and is taken back. It takes the marker's place in the
 * topic of controls.
 *
 * @param marker what is taken back; its revision says when, and {@code by} who did
 */
public record DeploymentWithdrawal(DeploymentMarker marker) {
  /** Another kind, so that a reader that knows no withdrawals passes over it. */
  public static final String KIND = "deployment_withdrawn";

  /** The key of its record: the marker's. */
  public String key() {
    return marker.key();
  }

  /** The value of its record. */
  public String json() {
    return marker.json(KIND);
  }

  /** Reads what {@link #json} wrote; empty where it is another kind of control, or none. */
  public static Optional<DeploymentWithdrawal> parse(String json) {
    return DeploymentMarker.parse(json, KIND).map(DeploymentWithdrawal::new);
  }
}
