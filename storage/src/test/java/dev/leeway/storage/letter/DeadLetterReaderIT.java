package dev.leeway.storage.letter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.storage.TestStorage;
import dev.leeway.storage.http.ClickHouseClient;
import dev.leeway.storage.insert.BlockInserter;
import dev.leeway.storage.row.BlockWriter;
import dev.leeway.storage.row.DeadLetter;
import dev.leeway.storage.row.DeadLetterRows;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DeadLetterReaderIT {
  private static final long AT = 4_000_000_000_000L;
  private static final Instant LATER = Instant.ofEpochMilli(AT + 1_000_000);
  private static final String ODD_REASON = "it's \\ odd";

  private static ClickHouseClient clickHouse;

  @BeforeAll
  static void write() {
    clickHouse = TestStorage.migratedFor(DeadLetterReaderIT.class);
    BlockWriter<DeadLetter> writer = new BlockWriter<>(new DeadLetterRows());
    for (int i = 0; i < 2 * DeadLetterReader.PAGE_LETTERS + 5; i++) {
      writer.add(letter("invalid_id", AT + i, i, "payload " + i % 7));
    }
    // More than a page that no key tells apart.
    for (int i = 0; i < DeadLetterReader.PAGE_LETTERS + 3; i++) {
      writer.add(letter("refused_block", AT, -1, "rows " + i));
    }
    writer.add(letter(ODD_REASON, AT, 1, "odd"));
    new BlockInserter(clickHouse).insert(writer.finish(), "letters");
  }

  @AfterAll
  static void close() {
    clickHouse.close();
  }

  @Test
  void pagesGiveEveryLetterOnce() {
    List<StoredLetter> all = all("", Optional.empty(), LATER);

    assertThat(all).hasSize(3 * DeadLetterReader.PAGE_LETTERS + 9);
    assertThat(all)
        .filteredOn(letter -> letter.letter().reason().equals("invalid_id"))
        .extracting(letter -> letter.letter().offset())
        .doesNotHaveDuplicates()
        .hasSize(2 * DeadLetterReader.PAGE_LETTERS + 5);
  }

  @Test
  void payloadsComeWithAHashOfTheirOwn() {
    List<StoredLetter> letters = all("invalid_id", Optional.empty(), LATER);

    assertThat(letters.stream().map(StoredLetter::payloadHash).distinct()).hasSize(7);
    assertThat(new String(letters.getFirst().letter().payload(), StandardCharsets.UTF_8))
        .isEqualTo("payload 0");
    assertThat(letters.getFirst().payloadBytes()).isEqualTo(9);
  }

  @Test
  void rowsThatATableRefusedStayWhereTheyAre() {
    assertThat(all("refused_block", Optional.empty(), LATER))
        .hasSize(DeadLetterReader.PAGE_LETTERS + 3)
        .allMatch(letter -> letter.letter().payload().length == 0 && letter.payloadBytes() > 0);
  }

  @Test
  void reasonAndTimesChoose() {
    assertThat(all(ODD_REASON, Optional.empty(), LATER)).hasSize(1);
    assertThat(all("no_such", Optional.empty(), LATER)).isEmpty();
    Instant from = Instant.ofEpochMilli(AT + 3);
    assertThat(all("invalid_id", Optional.of(from), from.plusMillis(2)))
        .extracting(letter -> letter.letter().offset())
        .containsExactly(3L, 4L);
  }

  private static List<StoredLetter> all(String reason, Optional<Instant> since, Instant before) {
    DeadLetterReader reader = new DeadLetterReader(clickHouse, reason, since, before);
    List<StoredLetter> all = new ArrayList<>();
    for (List<StoredLetter> page = reader.next(); !page.isEmpty(); page = reader.next()) {
      all.addAll(page);
    }
    assertThat(reader.next()).isEmpty();
    return all;
  }

  private static DeadLetter letter(String reason, long failedAt, long offset, String payload) {
    return new DeadLetter(
        "acme",
        "otlp_spans",
        0,
        offset,
        -1,
        reason,
        "detail",
        AT,
        failedAt,
        payload.getBytes(StandardCharsets.UTF_8));
  }
}
