package dev.leeway.storage.row;

/** What could not be decoded as rows of {@code dead_letters}. */
public final class DeadLetterRows implements RowEncoder<DeadLetter> {
  static final InsertTarget TARGET =
      InsertTarget.of(
          "dead_letters",
          "tenant_id",
          "topic",
          "partition",
          "offset",
          "item",
          "reason",
          "detail",
          "append_time",
          "failed_at",
          "payload",
          "payload_bytes");

  @Override
  public InsertTarget target() {
    return TARGET;
  }

  @Override
  public void encode(DeadLetter letter, RowBuffer out) {
    out.text(letter.tenantId())
        .text(letter.topic())
        .int32(letter.partition())
        .int64(letter.offset())
        .int32(letter.item())
        .text(letter.reason())
        .text(letter.detail())
        .int64(letter.appendMillis())
        .int64(letter.failedAtMillis())
        .blob(letter.payload())
        .int64(letter.payload().length);
  }
}
