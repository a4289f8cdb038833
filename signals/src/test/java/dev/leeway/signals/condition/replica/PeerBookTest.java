package dev.leeway.signals.condition.replica;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class PeerBookTest {
  private static final long MINUTE = 60_000;

  @Test
  void whatTheFirstVersionWroteIsReadAndWrittenAlike() throws IOException {
    byte[] stored;
    try (InputStream file = PeerBookTest.class.getResourceAsStream("peer-book-v1.hex")) {
      Objects.requireNonNull(file, "peer-book-v1.hex is missing");
      stored =
          HexFormat.of()
              .parseHex(new String(file.readAllBytes(), StandardCharsets.US_ASCII).strip());
    }
    assertThat(stored).isEqualTo(written().encode());
    assertThat(PeerBook.decode(stored).encode()).isEqualTo(stored);
  }

  @Test
  void aReplicaThatWasGoneForAnHourIsNewAgain() {
    PeerBook book = written();
    assertThat(book.youngerThan(15 * MINUTE)).containsExactly("pod-2");
    book.forgetBefore(20 * MINUTE + PeerBook.KEPT_MILLIS + MINUTE);
    assertThat(book.processes()).isZero();
    assertThat(book.seen("pod-1", 90 * MINUTE)).isTrue();
    assertThat(book.youngerThan(89 * MINUTE)).containsExactly("pod-1");
  }

  @Test
  void whatOthersSeemedToBeBesideAnOddOneIsVoid() {
    PeerBook book = written();
    book.evidenceOf("pod-2", PeerMeasure.FAILED)
        .add(20 * MINUTE, List.of(new PeerStep(10, 5, 10, 1, Double.NaN)));
    book.isOdd("pod-1", 20 * MINUTE);
    assertThat(book.evidenceOf("pod-2", PeerMeasure.FAILED).logEvidence())
        .isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(book.evidenceOf("pod-1", PeerMeasure.FAILED).logEvidence()).isFinite();
    assertThat(book.evidenceOf("pod-2", PeerMeasure.FAILED).recent().count()).isEqualTo(10);
    assertThat(book.odd(49 * MINUTE)).containsExactly("pod-1");
    assertThat(book.odd(50 * MINUTE)).isEmpty();
  }

  static PeerBook written() {
    PeerBook book = new PeerBook();
    book.seen("pod-1", 0);
    book.seen("pod-2", 20 * MINUTE);
    book.evidenceOf("pod-1", PeerMeasure.FAILED)
        .add(11 * MINUTE, List.of(new PeerStep(10, 3, 30, 1, Double.NaN)));
    book.evidenceOf("pod-1", PeerMeasure.SLOW)
        .add(11 * MINUTE, List.of(new PeerStep(10, 9, 30, 11, 0.75)));
    return book;
  }
}
