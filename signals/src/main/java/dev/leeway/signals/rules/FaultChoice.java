package dev.leeway.signals.rules;

import dev.leeway.signals.condition.fault.Fault;
import dev.leeway.signals.condition.fault.PageOn;
import dev.leeway.signals.window.NamePattern;
import dev.leeway.signals.window.Slice;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * From when on somebody is told of some faults of some agents.
 *
 * @param match with the signals of the faults
 */
public record FaultChoice(SliceMatcher match, PageOn pageOn) implements Serializable {
  /** Faults that this is said of; a contract says it of itself. */
  static final List<Fault> FAULTS =
      Arrays.stream(Fault.values()).filter(fault -> fault != Fault.BROKEN_CONTRACT).toList();

  private static final Set<String> SIGNALS =
      FAULTS.stream().map(Fault::signal).collect(Collectors.toUnmodifiableSet());

  /** Of several choices the last that fits holds; else what is usual. */
  static PageOn of(List<FaultChoice> choices, Fault fault, Slice slice) {
    PageOn when = fault.usually();
    for (FaultChoice choice : choices) {
      when = choice.match.matches(slice, fault.signal()) ? choice.pageOn : when;
    }
    return when;
  }

  static FaultChoice read(RuleReader in) {
    List<NamePattern> signals = SliceMatcher.patterns(in, "signal");
    for (NamePattern pattern : signals) {
      if (SIGNALS.stream().noneMatch(pattern::matches)) {
        in.unknown("signal", "signal of single runs", pattern.glob(), SIGNALS);
      }
    }
    SliceMatcher match =
        new SliceMatcher(
            SliceMatcher.patterns(in, "agent"), SliceMatcher.patterns(in, "environment"), signals);
    if (!in.has("page_on")) {
      throw new IllegalArgumentException("expected page_on: share, rise or first");
    }
    return new FaultChoice(match, in.choice("page_on", PageOn.class).orElse(PageOn.SHARE));
  }
}
