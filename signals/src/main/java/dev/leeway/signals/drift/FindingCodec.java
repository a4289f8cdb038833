package dev.leeway.signals.drift;

import dev.leeway.signals.drift.codec.StateReader;
import dev.leeway.signals.drift.codec.StateWriter;
import dev.leeway.signals.finding.Finding;
import dev.leeway.signals.finding.FindingState;
import dev.leeway.signals.finding.Severity;
import dev.leeway.signals.window.Slice;
import java.util.Map;
import java.util.TreeMap;

/** A finding as part of a state's bytes. */
final class FindingCodec {
  private FindingCodec() {}

  static void encode(Finding finding, StateWriter writer) {
    Slice slice = finding.slice();
    writer
        .text(finding.findingId())
        .number(finding.revision())
        .text(finding.detector())
        .text(finding.signal())
        .text(slice.tenantId())
        .text(slice.environment())
        .text(slice.agent())
        .text(slice.dimension())
        .text(slice.value())
        .text(finding.severity().name())
        .text(finding.state().name())
        .flag(finding.history())
        .number(finding.onsetMillis())
        .number(finding.openedAtMillis())
        .number(finding.updatedAtMillis())
        .number(finding.closedAtMillis())
        .real(finding.effect())
        .text(finding.effectText())
        .text(finding.baselineId());
    encode(finding.evidence(), writer);
    writer.real(finding.coverage()).texts(finding.exemplarTraceIds());
  }

  static void encode(Map<String, Double> evidence, StateWriter writer) {
    writer.number(evidence.size());
    new TreeMap<>(evidence).forEach((name, value) -> writer.text(name).real(value));
  }

  static Finding decode(StateReader reader) {
    return new Finding(
        reader.text(),
        reader.number(),
        reader.text(),
        reader.text(),
        new Slice(reader.text(), reader.text(), reader.text(), reader.text(), reader.text()),
        Severity.valueOf(reader.text()),
        FindingState.valueOf(reader.text()),
        reader.flag(),
        reader.number(),
        reader.number(),
        reader.number(),
        reader.number(),
        reader.real(),
        reader.text(),
        reader.text(),
        evidence(reader),
        reader.real(),
        reader.texts());
  }

  static Map<String, Double> evidence(StateReader reader) {
    Map<String, Double> evidence = new TreeMap<>();
    int size = reader.size();
    for (int read = 0; read < size; read++) {
      evidence.put(reader.text(), reader.real());
    }
    return evidence;
  }
}
