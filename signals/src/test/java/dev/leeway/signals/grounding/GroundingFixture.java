package dev.leeway.signals.grounding;

import java.util.List;

/** A run told text by text, in order of time: each text is a span of its own. */
final class GroundingFixture {
  private final GroundingReader reader = new GroundingReader(GroundingLimits.defaults());
  private final RunGrounding run = new RunGrounding(GroundingLimits.defaults());
  private long at;
  private String answer = "";

  GroundingFixture document(String text) {
    reader.evidence(run, EvidenceRole.DOCUMENT, ++at, at, text);
    return this;
  }

  GroundingFixture tool(String result) {
    reader.evidence(run, EvidenceRole.TOOL_RESULT, ++at, at, result);
    return this;
  }

  GroundingFixture user(String text) {
    reader.evidence(run, EvidenceRole.USER, ++at, at, text);
    return this;
  }

  GroundingFixture system(String text) {
    reader.evidence(run, EvidenceRole.SYSTEM, ++at, at, text);
    return this;
  }

  GroundingFixture call(String name, String arguments) {
    reader.toolCall(run, ++at, at, name, arguments, CallEnd.TAKEN);
    return this;
  }

  GroundingFixture refusedCall(String name, String arguments) {
    reader.toolCall(run, ++at, at, name, arguments, CallEnd.REFUSED);
    return this;
  }

  GroundingFixture proposedCall(String name, String arguments) {
    reader.toolCall(run, ++at, at, name, arguments, CallEnd.PROPOSED);
    return this;
  }

  GroundingFixture answer(String text) {
    answer = text;
    reader.answer(run, ++at, at, text);
    return this;
  }

  GroundingResult result() {
    return run.result();
  }

  RunGrounding run() {
    return run;
  }

  /** The claims of the answer, each as {@code VERDICT text}. */
  List<String> verdicts() {
    return result().claims().stream()
        .map(claim -> claim.verdict() + " " + answer.substring(claim.start(), claim.end()))
        .toList();
  }
}
