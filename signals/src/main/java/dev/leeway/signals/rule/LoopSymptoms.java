package dev.leeway.signals.rule;

import java.io.Serializable;

/**
 * From when on a run that is over counts as one that went round in circles: far earlier than an
 * alert, as nobody is woken by it. The numbers are those of drift.md S5 (an identical call twice,
 * the same error three times, an answer or a piece of code again), less what healthy runs do: a
 * short answer that a tool gives twice is polling.
 *
 * @param repeats identical calls whose result was the same and at least {@code resultBytesMin} long
 * @param resultBytesMin a shorter result is a status, not work done twice
 * @param near calls of one tool whose arguments hardly differ
 * @param errors times that the same error came, limits and timeouts apart
 * @param outputs times that a model gave out the same text of at least {@code outputBytesMin}
 * @param outputBytesMin a shorter text is a label or a choice
 * @param codes times that the same code was to be run
 */
public record LoopSymptoms(
    int repeats,
    long resultBytesMin,
    int near,
    int errors,
    int outputs,
    long outputBytesMin,
    int codes)
    implements Serializable {

  public LoopSymptoms {
    if (Math.min(Math.min(repeats, near), Math.min(errors, Math.min(outputs, codes))) < 2) {
      throw new IllegalArgumentException(
          "symptoms begin with the second time: %d, %d, %d, %d, %d"
              .formatted(repeats, near, errors, outputs, codes));
    }
    if (resultBytesMin < 0 || outputBytesMin < 0) {
      throw new IllegalArgumentException(
          "sizes must not be negative: %d, %d".formatted(resultBytesMin, outputBytesMin));
    }
  }

  public static LoopSymptoms defaults() {
    return new LoopSymptoms(2, 200, 4, 3, 2, 300, 2);
  }
}
