package dev.leeway.storage.row;

import dev.leeway.signals.finding.Finding;

/** Statements about findings as rows of {@code findings}. */
public final class FindingRows implements RowEncoder<Finding> {
  static final InsertTarget TARGET =
      InsertTarget.of(
          "findings",
          "tenant_id",
          "finding_id",
          "revision",
          "detector",
          "signal",
          "slice_id",
          "slice",
          "severity",
          "state",
          "history",
          "onset_at",
          "opened_at",
          "updated_at",
          "closed_at",
          "effect",
          "effect_text",
          "baseline_id",
          "evidence",
          "coverage",
          "exemplar_trace_ids");

  @Override
  public InsertTarget target() {
    return TARGET;
  }

  @Override
  public void encode(Finding finding, RowBuffer out) {
    out.text(finding.slice().tenantId())
        .hex16(finding.findingId())
        .int64(finding.revision())
        .text(finding.detector())
        .text(finding.signal())
        .word(finding.slice().id().high())
        .word(finding.slice().id().low())
        .textMap(finding.slice().pairs())
        .text(finding.severity().name())
        .text(finding.state().name())
        .bool(finding.history())
        .int64(finding.onsetMillis())
        .int64(finding.openedAtMillis())
        .int64(finding.updatedAtMillis())
        .nullableInt64(finding.closedAtMillis() == 0 ? null : finding.closedAtMillis())
        .float64(finding.effect())
        .text(finding.effectText())
        .text(finding.baselineId())
        .numberMap(finding.evidence())
        .float64(finding.coverage())
        .hex16s(finding.exemplarTraceIds());
  }
}
