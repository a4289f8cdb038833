package dev.leeway.storage.row;

import dev.leeway.signals.finding.Finding;
import dev.leeway.signals.finding.FindingState;
import dev.leeway.signals.finding.Severity;
import dev.leeway.signals.window.Slice;
import java.util.Objects;

/** Statements about findings again from rows in the columns that {@link FindingRows} writes. */
public final class FindingReader {
  public static final String COLUMNS = FindingRows.TARGET.columnList();

  private FindingReader() {}

  public static Finding read(RowReader row) {
    String tenantId = row.text();
    String findingId = row.hex16();
    long revision = row.int64();
    String detector = row.text();
    String signal = row.text();
    row.word();
    row.word();
    Slice slice = SliceColumns.slice(tenantId, row.textMap());
    return new Finding(
        findingId,
        revision,
        detector,
        signal,
        slice,
        Severity.valueOf(row.text()),
        FindingState.valueOf(row.text()),
        row.bool(),
        row.int64(),
        row.int64(),
        row.int64(),
        Objects.requireNonNullElse(row.nullableInt64(), 0L),
        row.float64(),
        row.text(),
        row.text(),
        row.numberMap(),
        row.float64(),
        row.list(row::hex16));
  }
}
