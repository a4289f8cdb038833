package dev.leeway.signals.grounding;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Measures megabytes of content per second and core: evidence of two kinds, answers, and a whole
 * run. Run its main; the argument is the CPU seconds per round, of which the median is told. CPU
 * time, because a neighbour on the machine changes it little.
 */
final class GroundingBenchmark {
  private static final int TEXTS = 64;
  private static final int ROUNDS = 5;
  private static final String[] WORDS =
      ("the order was shipped to your address in Berlin and will arrive on Monday because a"
              + " warehouse in Leipzig confirmed the delivery window for standing customers with"
              + " extended warranty plans covering accidental damage during transport")
          .split(" ", -1);

  private GroundingBenchmark() {}

  public static void main(String[] args) {
    long roundNanos = (args.length == 0 ? 1 : Long.parseLong(args[0])) * 1_000_000_000L;
    SplittableRandom random = new SplittableRandom(42);
    String[] prose = new String[TEXTS];
    String[] json = new String[TEXTS];
    String[] hostile = new String[TEXTS];
    for (int i = 0; i < TEXTS; i++) {
      prose[i] = prose(random, 8_000);
      json[i] = json(random, 40);
      hostile[i] = "1.2,3@\"„a-".repeat(800);
    }
    GroundingReader reader = new GroundingReader(GroundingLimits.defaults());
    measure(
        "documents, prose",
        roundNanos,
        prose,
        (run, text) -> reader.evidence(run, EvidenceRole.DOCUMENT, 1, 1, text));
    measure(
        "tool results, JSON",
        roundNanos,
        json,
        (run, text) -> reader.evidence(run, EvidenceRole.TOOL_RESULT, 1, 1, text));
    measure("answers, claims", roundNanos, prose, (run, text) -> reader.answer(run, 2, 2, text));
    measure(
        "hostile marks",
        roundNanos,
        hostile,
        (run, text) -> reader.evidence(run, EvidenceRole.DOCUMENT, 1, 1, text));
    measure(
        "run: 8 KB evidence, 8 KB answer, judged, bytes and back",
        roundNanos,
        prose,
        (run, text) -> {
          reader.evidence(run, EvidenceRole.DOCUMENT, 1, 1, text);
          reader.answer(run, 2, 2, text);
          RunGrounding.of(GroundingLimits.defaults(), run.bytes()).result();
        });
  }

  private interface Step {
    void with(RunGrounding run, String text);
  }

  private static void measure(String what, long roundNanos, String[] texts, Step step) {
    double[] rounds = new double[ROUNDS];
    for (int round = -1; round < ROUNDS; round++) {
      long characters = 0;
      long start = cpuNanos();
      long elapsed = 0;
      while (elapsed < roundNanos) {
        for (String text : texts) {
          step.with(new RunGrounding(GroundingLimits.defaults()), text);
          characters += text.length();
        }
        elapsed = cpuNanos() - start;
      }
      // The first is the warm-up.
      rounds[Math.max(round, 0)] = characters * 1e3 / elapsed;
    }
    Arrays.sort(rounds);
    System.out.printf(Locale.ROOT, "%-60s %7.1f MB/s%n", what, rounds[ROUNDS / 2]);
  }

  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  /** A number, price, date or id about every tenth word. */
  private static String prose(SplittableRandom random, int length) {
    StringBuilder text = new StringBuilder();
    while (text.length() < length) {
      switch (random.nextInt(40)) {
        case 0 -> text.append("€").append(random.nextInt(9_000) / 100.0);
        case 1 -> text.append("2024-05-").append(10 + random.nextInt(19));
        case 2 -> text.append("ORD-").append(random.nextInt(1_000_000));
        case 3 -> text.append(random.nextInt(10_000));
        case 4 -> text.append("and.\n\n");
        default -> text.append(WORDS[random.nextInt(WORDS.length)]);
      }
      text.append(' ');
    }
    return text.toString();
  }

  private static String json(SplittableRandom random, int items) {
    StringBuilder text = new StringBuilder("{\"status\":\"ok\",\"items\":[");
    for (int i = 0; i < items; i++) {
      text.append(i == 0 ? "" : ",")
          .append("{\"sku\":\"SKU-")
          .append(random.nextInt(1_000_000))
          .append("\",\"name\":\"")
          .append(WORDS[random.nextInt(WORDS.length)])
          .append(" headphones\",\"price\":")
          .append(random.nextInt(50_000) / 100.0)
          .append(",\"quantity\":")
          .append(1 + random.nextInt(5))
          .append(",\"created_at\":\"2024-05-11T08:28:51\"}");
    }
    return text.append("]}").toString();
  }
}
