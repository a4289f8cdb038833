package dev.leeway.telemetry;

import java.util.List;
import java.util.Map;

/**
 * All that one export request of log records held: {@code recordsSeen} = {@code usedRecords} +
 * {@code notedRecords} + {@code plainRecords} + the undecodable ones' {@code spans}.
 *
 * @param events records that no span tells of
 * @param supplements what records say about spans, flagged {@code SUPPLEMENT}
 * @param evaluations records that judge a run
 * @param usedRecords records that became an event, a part of a supplement, or an evaluation
 * @param notedRecords events of known dialects that say nothing beyond the others
 * @param plainRecords lines that somebody logged, passed over
 * @param unmappedKeys used records by the family of attribute keys that no dialect has a use for
 */
public record DecodedLogs(
    List<MappedSpan> events,
    List<MappedSpan> supplements,
    List<EvaluationRecord> evaluations,
    List<Undecodable> undecodable,
    int recordsSeen,
    int usedRecords,
    int notedRecords,
    int plainRecords,
    Map<String, Integer> unmappedKeys) {

  public DecodedLogs {
    events = List.copyOf(events);
    supplements = List.copyOf(supplements);
    evaluations = List.copyOf(evaluations);
    undecodable = List.copyOf(undecodable);
    unmappedKeys = Map.copyOf(unmappedKeys);
  }
}
