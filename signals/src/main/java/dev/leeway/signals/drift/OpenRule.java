package dev.leeway.signals.drift;

import dev.leeway.signals.drift.codec.StateReader;
import dev.leeway.signals.drift.codec.StateWriter;
import dev.leeway.signals.finding.Finding;
import java.util.List;
import java.util.Map;

/**
 * What is remembered of a rule's finding while it is open.
 *
 * @param finding as it was last told
 * @param strongest the strongest hit so far, told or not
 */
record OpenRule(Finding finding, long lastHitMillis, long hits, Strongest strongest) {
  static final int EXEMPLARS_MAX = 5;
  private static final int VERSION = 3;

  /** From here on the strongest hit's words are kept beside what the finding says. */
  private static final int WORDS_SINCE = 2;

  /** From here on its evidence and example runs are, too. */
  private static final int EVIDENCE_SINCE = 3;

  /** What a hit said. */
  record Strongest(
      double effect, String effectText, Map<String, Double> evidence, List<String> exemplars) {
    Strongest {
      evidence = Map.copyOf(evidence);
      exemplars = exemplars.stream().limit(EXEMPLARS_MAX).toList();
    }

    static Strongest of(RuleHit hit) {
      return new Strongest(hit.effect(), hit.effectText(), hit.evidence(), hit.exemplarTraceIds());
    }
  }

  byte[] encode() {
    StateWriter writer = new StateWriter(VERSION);
    FindingCodec.encode(finding, writer);
    writer.number(lastHitMillis).number(hits).real(strongest.effect).text(strongest.effectText);
    FindingCodec.encode(strongest.evidence, writer);
    return writer.texts(strongest.exemplars).bytes();
  }

  static OpenRule decode(byte[] bytes) {
    StateReader reader = new StateReader(bytes, VERSION);
    Finding finding = FindingCodec.decode(reader);
    return new OpenRule(finding, reader.number(), reader.number(), strongest(finding, reader));
  }

  /** What is not known of the strongest hit is taken to be what the finding said. */
  private static Strongest strongest(Finding finding, StateReader reader) {
    boolean words = reader.version() >= WORDS_SINCE;
    boolean evidence = reader.version() >= EVIDENCE_SINCE;
    return new Strongest(
        words ? reader.real() : finding.effect(),
        words ? reader.text() : finding.effectText(),
        evidence ? FindingCodec.evidence(reader) : finding.evidence(),
        evidence ? reader.texts() : finding.exemplarTraceIds());
  }
}
