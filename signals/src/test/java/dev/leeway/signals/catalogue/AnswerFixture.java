package dev.leeway.signals.catalogue;

import dev.leeway.signals.event.Hashes;
import dev.leeway.signals.event.SpanFixture;
import dev.leeway.signals.fact.Sketch;
import dev.leeway.signals.window.Observation;
import dev.leeway.signals.window.Slice;
import java.util.List;
import java.util.Map;

/** Answers that runs gave. */
public final class AnswerFixture {
  private AnswerFixture() {}

  /** The answer of an agent of the tenant acme, so many minutes after the start of the fixtures. */
  public static Answered answered(String agent, String prompt, String words, int minute) {
    Sketch sketch = Sketch.ofWords(words);
    return new Answered(
        new Observation(
            Slice.ofAgent("acme", "default", agent),
            1,
            SpanFixture.START_MILLIS + minute * 60_000L,
            Map.of("version", "1.0"),
            List.of(),
            "4bf92f3577b34da6a3ce929d0e0e4736"),
        Hashes.hash64(prompt),
        sketch.high(),
        sketch.low());
  }
}
