package dev.leeway.signals.catalogue;

import dev.leeway.signals.event.Hashes;
import dev.leeway.signals.fact.Sketch;
import dev.leeway.signals.run.Run;
import dev.leeway.signals.window.Observation;
import java.util.List;
import java.util.Optional;

/**
 * What a run that has just ended was asked and what it answered, as prints of both.
 *
 * @param run whose slices and minute it counts in; it says nothing yet
 * @param prompt a hash
 * @param wordsHigh with the next one a {@link Sketch} of the answer's words
 */
public record Answered(Observation run, long prompt, long wordsHigh, long wordsLow) {

  /**
   * Empty where the run's input or answer is not known.
   *
   * @param observation of the run
   */
  static Optional<Answered> of(Run run, Observation observation) {
    String prompt = run.categories().getOrDefault(AnswerPrint.PROMPT.name(), "");
    Sketch words = Sketch.of(run.categories().getOrDefault(AnswerPrint.ANSWER.name(), ""));
    return prompt.isEmpty() || words.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Answered(
                observation.saying(List.of()),
                Long.parseUnsignedLong(prompt, 16),
                words.high(),
                words.low()));
  }

  public Sketch words() {
    return new Sketch(wordsHigh, wordsLow);
  }

  public String tenantId() {
    return run.agent().tenantId();
  }

  /** Equal for runs of one agent in one environment. */
  public long agent() {
    return Hashes.hash64(run.agent().environment() + '\n' + run.agent().agent());
  }
}
