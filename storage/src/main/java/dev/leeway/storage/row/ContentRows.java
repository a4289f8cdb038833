package dev.leeway.storage.row;

/** Payload text as rows of {@code agent_content}. */
public final class ContentRows implements RowEncoder<ContentRow> {
  static final InsertTarget TARGET =
      InsertTarget.of("agent_content", "tenant_id", "hash", "size_bytes", "append_time", "text");

  @Override
  public InsertTarget target() {
    return TARGET;
  }

  @Override
  public void encode(ContentRow row, RowBuffer out) {
    out.text(row.tenantId())
        .hex16(row.content().ref().hash())
        .int64(row.content().ref().sizeBytes())
        .int64(row.appendMillis())
        .text(row.content().text());
  }
}
