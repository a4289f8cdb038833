package dev.leeway.signals.grounding;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.Content;
import dev.leeway.signals.event.ContentRole;
import java.util.List;

/**
 * Judges single texts by what a run knew, for a page that shows them: the same reading and the same
 * verdicts as where runs are judged, with more room. Not thread-safe.
 */
public final class TextJudge {
  private final GroundingLimits limits;
  private final GroundingReader reader;
  private final RunGrounding run;

  public TextJudge(GroundingLimits limits) {
    this.limits = limits;
    this.reader = new GroundingReader(limits);
    this.run = new RunGrounding(limits);
  }

  /** Takes in what a span of the run knew; what it said is no evidence. */
  public void add(AgentEvent span, List<Content> contents) {
    List<Content> known =
        contents.stream()
            .filter(content -> content.ref().role() != ContentRole.OUTPUT_MESSAGES)
            .toList();
    reader.span(
        run,
        span.spanId(),
        span.kind(),
        span.tool().name(),
        span.startMillis(),
        span.endMillis(),
        known);
  }

  /** What the evidence says of each claim of an answer, with its place in that text. */
  public GroundingResult judge(String answer) {
    RunGrounding one = RunGrounding.of(limits, run.bytes());
    reader.answer(one, 0, Long.MAX_VALUE, answer);
    return one.result();
  }
}
