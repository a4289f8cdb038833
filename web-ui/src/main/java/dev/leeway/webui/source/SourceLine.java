package dev.leeway.webui.source;

import dev.leeway.signals.rules.Ownership;
import dev.leeway.signals.rules.SourceRules;
import dev.leeway.signals.source.Freshness;
import dev.leeway.signals.source.SourcePromise;
import dev.leeway.storage.query.KnownSource;
import dev.leeway.webui.parts.Tone;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * A source with its verdict, by what its owner promised where that is known; the worst come first.
 */
record SourceLine(
    KnownSource source,
    Freshness freshness,
    SourcePromise promise,
    Ownership ownership,
    SourceReach reach)
    implements Comparable<SourceLine> {
  private static final List<Tone> WORST_FIRST =
      List.of(Tone.BAD, Tone.WARN, Tone.LEARNING, Tone.GOOD);

  private static final Comparator<SourceLine> ORDER =
      Comparator.<SourceLine>comparingInt(line -> WORST_FIRST.indexOf(line.tone()))
          .thenComparingLong(line -> -line.source.uses())
          .thenComparing(line -> line.source.id())
          .thenComparing(line -> line.source.environment());

  static SourceLine of(KnownSource source, SourceRules rules, SourceReach reach, Instant now) {
    SourcePromise promise = rules.of(source.environment(), source.id()).promise();
    return new SourceLine(
        source,
        Freshness.of(source.facts(), source.facts().rhythm(), promise, now.toEpochMilli()),
        promise,
        rules.ownershipOf(source.environment(), source.id()),
        reach);
  }

  Tone tone() {
    return switch (freshness.state()) {
      case FRESH -> Tone.GOOD;
      case LATE -> Tone.WARN;
      case STALE -> Tone.BAD;
      case UNKNOWN -> Tone.LEARNING;
    };
  }

  @Override
  public int compareTo(SourceLine other) {
    return ORDER.compare(this, other);
  }
}
