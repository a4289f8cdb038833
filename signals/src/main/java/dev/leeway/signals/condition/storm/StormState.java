package dev.leeway.signals.condition.storm;

import dev.leeway.signals.drift.codec.StateReader;
import dev.leeway.signals.drift.codec.StateWriter;
import dev.leeway.signals.rule.RetryStorm;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of one slice: its last minutes, and of a storm that goes on how it was before.
 *
 * @param onset empty where no storm goes on
 */
record StormState(List<TimedStep> steps, Optional<Onset> onset) {
  private static final int VERSION = 3;

  /** From here on an onset is remembered. */
  private static final int ONSET_SINCE = 2;

  /** From here on storms are remembered that are not told; all before were. */
  private static final int UNTOLD_SINCE = 3;

  StormState {
    steps = List.copyOf(steps);
  }

  /** What a minute said. */
  record TimedStep(long minuteMillis, RetryStorm.Step step) {}

  /**
   * A storm.
   *
   * @param fromMillis the end of the minute that it was first seen in
   * @param lastMillis the end of the last minute in which it held
   * @param before the minute that it was compared with when it was first seen
   * @param told whether it is stated, or goes on beside one that is
   */
  record Onset(long fromMillis, long lastMillis, RetryStorm.Step before, boolean told) {
    static Onset seen(long millis, RetryStorm.Step before) {
      return new Onset(millis, millis, before, false);
    }

    Onset heldAt(long millis) {
      return new Onset(fromMillis, millis, before, told);
    }

    Onset stated() {
      return new Onset(fromMillis, lastMillis, before, true);
    }
  }

  /** With one more minute, without those before a time and those beyond so many. */
  StormState with(TimedStep step, long sinceMillis, int stepsMax) {
    List<TimedStep> kept = new ArrayList<>(steps);
    kept.removeIf(known -> known.minuteMillis < sinceMillis);
    kept.add(step);
    return new StormState(kept.subList(Math.max(0, kept.size() - stepsMax), kept.size()), onset);
  }

  StormState with(Optional<Onset> other) {
    return new StormState(steps, other);
  }

  /** When the first of its minutes began. */
  long sinceMillis() {
    return steps.getFirst().minuteMillis;
  }

  List<RetryStorm.Step> minutes() {
    return steps.stream().map(TimedStep::step).toList();
  }

  byte[] encode() {
    StateWriter writer = new StateWriter(VERSION).number(steps.size());
    for (TimedStep timed : steps) {
      write(timed.step, writer.number(timed.minuteMillis));
    }
    writer.number(onset.isPresent() ? 1 : 0);
    onset.ifPresent(of -> {
      write(of.before, writer.number(of.fromMillis).number(of.lastMillis));
      writer.number(of.told ? 1 : 0);
    });
    return writer.bytes();
  }

  static StormState decode(byte @Nullable [] bytes) {
    if (bytes == null) {
      return new StormState(List.of(), Optional.empty());
    }
    StateReader reader = new StateReader(bytes, VERSION);
    List<TimedStep> steps = new ArrayList<>();
    for (int left = reader.size(); left > 0; left--) {
      steps.add(new TimedStep(reader.number(), step(reader)));
    }
    boolean storm = reader.version() >= ONSET_SINCE && reader.number() == 1;
    return new StormState(steps, storm ? Optional.of(onset(reader)) : Optional.empty());
  }

  private static Onset onset(StateReader reader) {
    long from = reader.number();
    long last = reader.number();
    RetryStorm.Step before = step(reader);
    return new Onset(from, last, before, reader.version() < UNTOLD_SINCE || reader.number() == 1);
  }

  private static void write(RetryStorm.Step step, StateWriter writer) {
    writer.number(step.runs()).real(step.amplification()).real(step.failed());
  }

  private static RetryStorm.Step step(StateReader reader) {
    return new RetryStorm.Step(reader.number(), reader.real(), reader.real());
  }
}
