package dev.leeway.storage.letter;

import dev.leeway.storage.http.ClickHouseClient;
import dev.leeway.storage.row.DeadLetter;
import dev.leeway.storage.row.RowReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads what was set aside, a page at a time, in the table's own order. Not thread-safe: it
 * remembers where the last page ended.
 *
 * <p>A page is {@value #PAGE_LETTERS} letters, and those that tie with its last one: payloads are
 * up to 2 MB each. Rows that a table refused can be much larger; they are no request, so their
 * bytes stay where they are.
 */
public final class DeadLetterReader {
  static final int PAGE_LETTERS = 16;
  private static final String ORDER =
      "tenant_id, reason, failed_at, topic, partition, offset, item";

  private final ClickHouseClient clickHouse;
  private final String filter;
  private @Nullable DeadLetter last;
  private boolean ended;

  /**
   * @param reason empty for all
   * @param since set aside at that time or later; empty for all that is kept
   * @param before set aside before that time, so that a letter which comes of reading is not read
   */
  public DeadLetterReader(
      ClickHouseClient clickHouse, String reason, Optional<Instant> since, Instant before) {
    this.clickHouse = clickHouse;
    this.filter =
        "failed_at < "
            + millis(before.toEpochMilli())
            + since.map(from -> " AND failed_at >= " + millis(from.toEpochMilli())).orElse("")
            + (reason.isEmpty() ? "" : " AND reason = " + text(reason));
  }

  /** The next letters; none when all were read. */
  public List<StoredLetter> next() {
    if (ended) {
      return List.of();
    }
    RowReader in =
        new RowReader(
            clickHouse.query(
                """
                SELECT tenant_id, topic, partition, offset, item, reason, detail, append_time,
                    failed_at, if(reason = 'refused_block', '', payload) AS bytes, payload_bytes,
                    if(reason = 'refused_block', toFixedString('', 16),
                        sipHash128(tenant_id, topic, payload)) AS hash
                FROM dead_letters
                WHERE %s
                ORDER BY %s
                LIMIT %d WITH TIES
                FORMAT RowBinary
                """
                    .formatted(filter + afterLast(), ORDER, PAGE_LETTERS)));
    List<StoredLetter> page = new ArrayList<>();
    while (in.hasNext()) {
      page.add(letter(in));
    }
    if (page.size() < PAGE_LETTERS) {
      ended = true;
    } else {
      last = page.getLast().letter();
    }
    return page;
  }

  private static StoredLetter letter(RowReader in) {
    DeadLetter letter =
        new DeadLetter(
            in.text(),
            in.text(),
            in.int32(),
            in.int64(),
            in.int32(),
            in.text(),
            in.text(),
            in.int64(),
            in.int64(),
            in.blob());
    long payloadBytes = in.int64();
    return new StoredLetter(in.hex16(), letter, payloadBytes);
  }

  private String afterLast() {
    return last == null
        ? ""
        : " AND (%s) > (%s, %s, %s, %s, %d, %d, %d)"
            .formatted(
                ORDER,
                text(last.tenantId()),
                text(last.reason()),
                millis(last.failedAtMillis()),
                text(last.topic()),
                last.partition(),
                last.offset(),
                last.item());
  }

  private static String millis(long epochMillis) {
    return "fromUnixTimestamp64Milli(toInt64(" + epochMillis + "), 'UTC')";
  }

  /** Each byte an escape, so that no value can end its literal. */
  private static String text(String value) {
    return "'"
        + HexFormat.of().withPrefix("\\x").formatHex(value.getBytes(StandardCharsets.UTF_8))
        + "'";
  }
}
