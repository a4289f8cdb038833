package dev.leeway.simulator.replay;

import dev.leeway.simulator.otlp.OtlpSender;
import dev.leeway.simulator.otlp.OtlpSignal;
import dev.leeway.simulator.otlp.SendAnswer;
import dev.leeway.simulator.otlp.SendReport;
import dev.leeway.storage.letter.StoredLetter;
import dev.leeway.storage.row.DeadLetter;
import java.io.IOException;
import java.io.PrintStream;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Sends what was set aside to an OTLP receiver again, each letter's bytes once, under the signal of
 * the topic that they came from.
 *
 * <p>Nothing is marked: a letter stays until its retention ends, and what was accepted before adds
 * nothing when it comes again, because spans are known by their ids. Not thread-safe.
 */
final class DeadLetterReplay {
  /** Beyond it, bytes that were sent are forgotten: they may be sent twice, and add nothing. */
  private static final int REMEMBERED_MAX = 1_000_000;

  private static final String TENANT = "default";
  private static final int LETTERS_PER_LINE = 1_000;

  private final OtlpSender sender;
  private final PrintStream progress;
  private final Set<String> seen = new HashSet<>();

  DeadLetterReplay(OtlpSender sender, PrintStream progress) {
    this.sender = sender;
    this.progress = progress;
  }

  /**
   * Sends all pages.
   *
   * @param pages gives an empty page at the end
   */
  DeadLetterReport run(Supplier<List<StoredLetter>> pages)
      throws IOException, InterruptedException {
    DeadLetterReport report = DeadLetterReport.NOTHING;
    for (List<StoredLetter> page = pages.get(); !page.isEmpty(); page = pages.get()) {
      for (StoredLetter letter : page) {
        report = plus(report, letter);
        if (report.letters() % LETTERS_PER_LINE == 0) {
          progress.printf("read %,d letters, sent %,d%n", report.letters(), report.sum().sent());
        }
      }
    }
    return report;
  }

  private DeadLetterReport plus(DeadLetterReport report, StoredLetter stored)
      throws IOException, InterruptedException {
    DeadLetter letter = stored.letter();
    Optional<OtlpSignal> signal = signalOf(letter.topic());
    if (signal.isEmpty()) {
      return report.plus(
          refused(1),
          "rows that %s refused: no OTLP request, %s"
              .formatted(letter.topic(), "their bytes stay in dead_letters"));
    }
    if (isRepetition(stored.payloadHash())) {
      return report.repetition();
    }
    long items = ItemCount.of(signal.get(), letter.payload());
    if (!letter.tenantId().isEmpty() && !letter.tenantId().equals(TENANT)) {
      return report.plus(
          refused(items),
          "of tenant %s: a receiver that asks for no credential takes all for tenant %s"
              .formatted(letter.tenantId(), TENANT));
    }
    if (items == 0) {
      return report.plus(refused(1), "a request that holds nothing");
    }
    SendAnswer answer = sender.deliver(signal.get(), letter.payload(), items);
    return report.plus(answer.report(), letter.reason() + ", receiver: " + answer.refusal());
  }

  private boolean isRepetition(String payloadHash) {
    if (seen.size() >= REMEMBERED_MAX) {
      seen.clear();
    }
    return !seen.add(payloadHash);
  }

  private static Optional<OtlpSignal> signalOf(String topic) {
    return switch (topic) {
      case "otlp_spans", "otlp_spans_external" -> Optional.of(OtlpSignal.TRACES);
      case "otlp_metrics", "otlp_metrics_external" -> Optional.of(OtlpSignal.METRICS);
      case "otlp_logs", "otlp_logs_external" -> Optional.of(OtlpSignal.LOGS);
      default -> Optional.empty();
    };
  }

  private static SendReport refused(long items) {
    return new SendReport(items, 0, items);
  }
}
