package dev.leeway.storage.row;

import dev.leeway.signals.control.DeploymentMarker;
import dev.leeway.signals.drift.SeenDeployment;
import java.util.Map;

/**
 * Deployments that nobody marked, as rows of {@code deployments}. Their revision is the least there
 * is, so that a marker of the same moment stands.
 */
public final class SeenDeploymentRows implements RowEncoder<SeenDeployment> {
  static final InsertTarget TARGET =
      InsertTarget.of(
          "deployments",
          "tenant_id",
          "marker_id",
          "revision",
          "is_deleted",
          "environment",
          "agent_name",
          "version",
          "deployed_at",
          "source",
          "author",
          "note",
          "attributes");

  @Override
  public InsertTarget target() {
    return TARGET;
  }

  @Override
  public void encode(SeenDeployment seen, RowBuffer out) {
    out.text(seen.agent().tenantId())
        .text(markerId(seen))
        .int64(0)
        .int8(0)
        .text(seen.agent().environment())
        .text(seen.agent().agent())
        .text(seen.version())
        .int64(seen.atMillis())
        .text("traffic")
        .text("")
        .text("first run of this version")
        .textMap(Map.of());
  }

  private static String markerId(SeenDeployment seen) {
    return DeploymentMarker.idOf(
        seen.agent().tenantId(),
        seen.agent().environment(),
        seen.agent().agent(),
        seen.version(),
        seen.atMillis());
  }
}
