package dev.leeway.storage.row;

/** What became of offsets as rows of {@code ingest_ledger}. */
public final class LedgerRows implements RowEncoder<LedgerEntry> {
  static final InsertTarget TARGET =
      InsertTarget.of(
          "ingest_ledger",
          "topic",
          "partition",
          "first_offset",
          "last_offset",
          "items",
          "decoded",
          "stored",
          "deduplicated",
          "dead_lettered",
          "written_at",
          "written_on");

  @Override
  public InsertTarget target() {
    return TARGET;
  }

  @Override
  public void encode(LedgerEntry entry, RowBuffer out) {
    out.text(entry.topic())
        .int32(entry.partition())
        .int64(entry.firstOffset())
        .int64(entry.lastOffset())
        .int64(entry.items())
        .int64(entry.decoded())
        .int64(entry.stored())
        .int64(entry.deduplicated())
        .int64(entry.deadLettered())
        .int64(entry.writtenAtMillis())
        .date(entry.writtenAtMillis());
  }
}
