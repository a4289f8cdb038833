package dev.leeway.signals.rule;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.ContentRef;
import dev.leeway.signals.event.ContentRole;
import dev.leeway.signals.event.StateReader;
import dev.leeway.signals.event.StateWriter;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * The greatest counts of a trace in each way of going round, and what was told of them. Zero is
 * never seen. Not thread-safe.
 */
public final class LoopCounts {
  private final LoopSymptoms limits;
  private final Set<LoopKind> symptoms = EnumSet.noneOf(LoopKind.class);
  private final Map<LoopKind, Integer> toldAt = new EnumMap<>(LoopKind.class);
  private int identical;
  private int stuck;
  private int near;
  private int cycle;
  private int grown;
  private int outputs;
  private int codes;
  private int errors;

  LoopCounts(LoopSymptoms limits) {
    this.limits = limits;
  }

  /** Calls with the same arguments, whatever they gave back. */
  public int identical() {
    return identical;
  }

  /** Calls with the same arguments and the same result. */
  public int stuck() {
    return stuck;
  }

  /** Different calls whose arguments hardly differ, without news. */
  public int near() {
    return near;
  }

  /** Rounds of two to four calls in turn, without news. */
  public int cycle() {
    return cycle;
  }

  /** Calls in a row with which a number grew. */
  public int grown() {
    return grown;
  }

  /** The same answer of a model. */
  public int outputs() {
    return outputs;
  }

  /** The same code to be run. */
  public int codes() {
    return codes;
  }

  /** The same error. */
  public int errors() {
    return errors;
  }

  /** In how many ways the run went round in circles, by {@link LoopSymptoms}. */
  public int symptoms() {
    return symptoms.size();
  }

  /** Somebody is told of it, so it counts whatever the symptoms' limits. */
  void told(LoopKind kind) {
    symptom(kind, true);
  }

  boolean wasTold(LoopKind kind) {
    return toldAt.containsKey(kind);
  }

  /** Whether to tell now: at the limit, and when it has doubled since. */
  boolean tellAt(LoopKind kind, int count, int limit) {
    if (count < Math.max(limit, 2 * toldAt.getOrDefault(kind, 0))) {
      return false;
    }
    toldAt.put(kind, count);
    return true;
  }

  void repeated(RepeatedCalls.Seen seen, long resultBytes) {
    identical = Math.max(identical, seen.identical());
    stuck = Math.max(stuck, seen.sameResult());
    near = Math.max(near, seen.near());
    boolean substantial = resultBytes >= limits.resultBytesMin();
    symptom(LoopKind.REPEAT, substantial && seen.sameResult() >= limits.repeats());
    symptom(LoopKind.NEAR_REPEAT, seen.near() >= limits.near());
  }

  void repeatedByAnswers(int count, int limit) {
    identical = Math.max(identical, count);
    symptom(LoopKind.REPEAT, count >= limit);
  }

  void unseenRow(int row) {
    identical = Math.max(identical, row);
  }

  void cycled(int rounds) {
    cycle = Math.max(cycle, rounds);
  }

  void grown(int calls, boolean escalates) {
    grown = Math.max(grown, calls);
    symptom(LoopKind.ESCALATION, escalates);
  }

  void answered(int times, long bytes) {
    outputs = Math.max(outputs, times);
    symptom(LoopKind.OUTPUT, times >= limits.outputs() && bytes >= limits.outputBytesMin());
  }

  void coded(int times) {
    codes = Math.max(codes, times);
    symptom(LoopKind.CODE, times >= limits.codes());
  }

  void failed(int times, boolean passing) {
    errors = Math.max(errors, times);
    symptom(LoopKind.ERROR, !passing && times >= limits.errors());
  }

  static long outputBytes(AgentEvent event) {
    for (ContentRef content : event.contents()) {
      if (content.role() == ContentRole.OUTPUT_MESSAGES) {
        return content.sizeBytes();
      }
    }
    return 0;
  }

  private void symptom(LoopKind kind, boolean holds) {
    if (holds) {
      symptoms.add(kind);
    }
  }

  void write(StateWriter out) {
    out.count(identical).count(stuck).count(near).count(cycle).count(grown);
    out.count(outputs).count(codes).count(errors);
    Set<LoopKind> known = EnumSet.copyOf(symptoms);
    known.addAll(toldAt.keySet());
    out.count(known.size());
    for (LoopKind kind : known) {
      out.text(kind.name()).count(toldAt.getOrDefault(kind, 0));
      out.octet(symptoms.contains(kind) ? 1 : 0);
    }
  }

  static LoopCounts read(StateReader in, LoopSymptoms limits) {
    LoopCounts counts = new LoopCounts(limits);
    counts.identical = (int) in.count();
    counts.stuck = (int) in.count();
    counts.near = (int) in.count();
    counts.cycle = (int) in.count();
    counts.grown = (int) in.count();
    counts.outputs = (int) in.count();
    counts.codes = (int) in.count();
    counts.errors = (int) in.count();
    for (int left = in.size(); left > 0; left--) {
      LoopKind kind = in.named(LoopKind.class);
      int at = (int) in.count();
      if (at > 0) {
        counts.toldAt.put(kind, at);
      }
      counts.symptom(kind, in.octet() == 1);
    }
    return counts;
  }

  /** From what version 1 of the watch had counted. */
  static LoopCounts ofFirst(int worst, int unseenTold, LoopRule rule) {
    LoopCounts counts = new LoopCounts(rule.symptoms());
    counts.identical = worst;
    counts.stuck = worst;
    if (unseenTold > 0) {
      counts.toldAt.put(LoopKind.REPEAT, unseenTold);
    }
    counts.symptom(LoopKind.REPEAT, worst >= rule.repeats());
    return counts;
  }
}
