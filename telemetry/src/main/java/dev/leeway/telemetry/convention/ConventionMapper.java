package dev.leeway.telemetry.convention;

import dev.leeway.signals.event.Convention;
import java.util.List;
import java.util.Set;

/**
 * One dialect as tables: how to recognise it and which of its keys hold which canonical field.
 *
 * <p>Values are merged across dialects, because emitters mix them: for each field the best key that
 * is present and acceptable wins, by {@link Precedence}, then by the dialect's place in {@link
 * Conventions#ALL}, then by its place here.
 *
 * @param convention what an event is labelled with when this dialect wins
 * @param signals how it is recognised
 * @param kinds which keys say what kind a span is
 * @param fields which keys hold which field
 * @param lists which lists it flattens into indexed keys
 * @param knownPrefixes keys that are understood and just kept as attributes: not "unmapped"
 * @param droppedKeys keys that are never stored: vectors, personal data
 * @param habits what it does otherwise than OpenTelemetry says
 */
public record ConventionMapper(
    Convention convention,
    List<Signal> signals,
    List<KindKeys> kinds,
    List<FieldKeys> fields,
    List<IndexedKeys> lists,
    List<String> knownPrefixes,
    List<String> droppedKeys,
    Set<Habit> habits) {
  public ConventionMapper {
    signals = List.copyOf(signals);
    kinds = List.copyOf(kinds);
    fields = List.copyOf(fields);
    lists = List.copyOf(lists);
    knownPrefixes = List.copyOf(knownPrefixes);
    droppedKeys = List.copyOf(droppedKeys);
    habits = Set.copyOf(habits);
  }

  /** A dialect without habits. */
  public ConventionMapper(
      Convention convention,
      List<Signal> signals,
      List<KindKeys> kinds,
      List<FieldKeys> fields,
      List<IndexedKeys> lists,
      List<String> knownPrefixes,
      List<String> droppedKeys) {
    this(convention, signals, kinds, fields, lists, knownPrefixes, droppedKeys, Set.of());
  }
}
