package dev.leeway.storage.row;

import dev.leeway.signals.drift.SignalStatus;
import org.jspecify.annotations.Nullable;

/** Where series stand as rows of {@code signal_status}. */
public final class StatusRows implements RowEncoder<StatusRow> {
  static final InsertTarget TARGET =
      InsertTarget.of(
          "signal_status",
          "tenant_id",
          "slice_id",
          "signal",
          "revision",
          "slice",
          "health",
          "at",
          "runs",
          "runs_needed",
          "log_e",
          "log_limit",
          "effect",
          "frozen_distance",
          "pinned",
          "finding_id",
          "written_on");

  @Override
  public InsertTarget target() {
    return TARGET;
  }

  @Override
  public void encode(StatusRow row, RowBuffer out) {
    SignalStatus status = row.status();
    out.text(status.slice().tenantId())
        .word(status.slice().id().high())
        .word(status.slice().id().low())
        .text(status.signal())
        .int64(status.revision())
        .textMap(status.slice().pairs())
        .text(status.health().name())
        .int64(status.atMillis())
        .int64(Math.max(0, status.runs()))
        .int64(status.runsNeeded())
        .nullableFloat64(finite(status.logE()))
        .float64(status.logLimit())
        .float64(status.effect())
        .nullableFloat64(finite(status.frozenDistance()))
        .bool(status.pinned())
        .text(status.findingId())
        .date(row.writtenAtMillis());
  }

  private static @Nullable Double finite(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
