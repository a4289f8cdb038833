package dev.leeway.storage.row;

import dev.leeway.signals.drift.DriftDetail;

/** What pages draw of drift findings, as rows of {@code finding_details}. */
public final class DetailRows implements RowEncoder<DriftDetail> {
  static final InsertTarget TARGET =
      InsertTarget.of(
          "finding_details",
          "tenant_id",
          "finding_id",
          "revision",
          "onset_at",
          "log_limit",
          "path_at",
          "path_log_e",
          "bin_labels",
          "bin_before",
          "bin_after",
          "part_dimensions",
          "part_values",
          "part_before",
          "part_after",
          "part_effects",
          "version",
          "deployed_at");

  @Override
  public InsertTarget target() {
    return TARGET;
  }

  @Override
  public void encode(DriftDetail detail, RowBuffer out) {
    out.text(detail.slice().tenantId())
        .hex16(detail.findingId())
        .int64(detail.revision())
        .int64(detail.onsetMillis())
        .float64(detail.logLimit())
        .int64s(detail.path().stream().map(DriftDetail.PathPoint::atMillis).toList())
        .float64s(detail.path().stream().map(DriftDetail.PathPoint::logE).toList())
        .texts(detail.bins().stream().map(DriftDetail.BinShare::label).toList())
        .float64s(detail.bins().stream().map(DriftDetail.BinShare::before).toList())
        .float64s(detail.bins().stream().map(DriftDetail.BinShare::after).toList())
        .texts(detail.parts().stream().map(DriftDetail.PartShift::dimension).toList())
        .texts(detail.parts().stream().map(DriftDetail.PartShift::value).toList())
        .float64s(detail.parts().stream().map(DriftDetail.PartShift::before).toList())
        .float64s(detail.parts().stream().map(DriftDetail.PartShift::after).toList())
        .float64s(detail.parts().stream().map(DriftDetail.PartShift::effect).toList())
        .text(detail.version())
        .nullableInt64(detail.deployedAtMillis() == 0 ? null : detail.deployedAtMillis());
  }
}
