package dev.leeway.signals.rules;

import dev.leeway.signals.finding.Severity;
import dev.leeway.signals.source.SourcePromise;
import dev.leeway.signals.source.watch.SourceTerms;
import dev.leeway.signals.window.NamePattern;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How fresh data sources are promised to be, what of them is watched, and who looks after them:
 * section {@code sources}.
 *
 * @param entries from the general to the particular: what a later one says outranks an earlier one
 */
public record SourceRules(List<Entry> entries) implements RuleSection, SourceTerms.Book {
  private static final Duration LEAST = Duration.ofSeconds(10);
  private static final Duration MOST = Duration.ofDays(400);

  public static final Section<SourceRules> SECTION =
      Section.ofList("sources", SourceRules::new, SourceRules::entry);

  /**
   * What holds for some sources; null and empty where nothing is said.
   *
   * @param sources patterns of their ids
   */
  public record Entry(
      List<NamePattern> sources,
      List<NamePattern> environments,
      SourcePromise promise,
      @Nullable Boolean watch,
      @Nullable Boolean volume,
      @Nullable Boolean nulls,
      String owner,
      String runbookUrl,
      @Nullable Severity severity,
      Map<String, String> labels)
      implements Serializable {
    public Entry {
      sources = List.copyOf(sources);
      environments = List.copyOf(environments);
      labels = Map.copyOf(labels);
    }

    boolean fits(String environment, String sourceId) {
      return any(sources, sourceId) && any(environments, environment);
    }

    Ownership says() {
      return new Ownership(owner, runbookUrl, Optional.ofNullable(severity), labels);
    }

    private static boolean any(List<NamePattern> patterns, String name) {
      return patterns.isEmpty() || patterns.stream().anyMatch(pattern -> pattern.matches(name));
    }
  }

  public SourceRules {
    entries = List.copyOf(entries);
  }

  @Override
  public SourceTerms of(String environment, String sourceId) {
    SourceTerms all = SourceTerms.DEFAULTS;
    for (Entry entry : entries) {
      if (entry.fits(environment, sourceId)) {
        all =
            new SourceTerms(
                both(all.promise(), entry.promise),
                entry.watch == null ? all.freshness() : entry.watch,
                or(entry.watch, entry.volume, all.volume()),
                or(entry.watch, entry.nulls, all.nulls()),
                entry.severity == null ? all.severity() : entry.severity);
      }
    }
    return all;
  }

  /** Who looks after a source. */
  public Ownership ownershipOf(String environment, String sourceId) {
    Ownership all = Ownership.NONE;
    for (Entry entry : entries) {
      all = entry.fits(environment, sourceId) ? all.outrankedBy(entry.says()) : all;
    }
    return all;
  }

  private static SourcePromise both(SourcePromise one, SourcePromise outranking) {
    return new SourcePromise(
        outranking.maxAgeSeconds() == null ? one.maxAgeSeconds() : outranking.maxAgeSeconds(),
        outranking.everySeconds() == null ? one.everySeconds() : outranking.everySeconds());
  }

  /** A switch of its own, else the one of all that is watched, else what held before. */
  private static boolean or(@Nullable Boolean all, @Nullable Boolean own, boolean before) {
    if (own != null) {
      return own;
    }
    return all == null ? before : all;
  }

  private static Entry entry(RuleReader in) {
    return new Entry(
        patterns(in, "source"),
        patterns(in, "environment"),
        new SourcePromise(seconds(in, "max_age"), seconds(in, "every")),
        written(in, "watch"),
        written(in, "volume"),
        written(in, "nulls"),
        in.text("owner", ""),
        AgentRules.link(in),
        in.choice("severity", Severity.class).orElse(null),
        in.namedTexts("labels"));
  }

  private static List<NamePattern> patterns(RuleReader in, String key) {
    return in.texts(key, List.of()).stream().map(NamePattern::new).toList();
  }

  private static @Nullable Double seconds(RuleReader in, String key) {
    return in.has(key) ? in.duration(key, MOST, LEAST, MOST).toMillis() / 1_000.0 : null;
  }

  private static @Nullable Boolean written(RuleReader in, String key) {
    return in.has(key) ? in.on(key, true) : null;
  }
}
