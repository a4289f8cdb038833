package dev.leeway.signals.source.watch;

import dev.leeway.signals.catalogue.SourceSignals;
import dev.leeway.signals.drift.Numbers;
import dev.leeway.signals.drift.RuleHit;
import dev.leeway.signals.drift.codec.StateReader;
import dev.leeway.signals.drift.codec.StateWriter;
import dev.leeway.signals.finding.Severity;
import dev.leeway.signals.window.Slice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A source as one environment sees it: what is known of it there, what is wrong with it, and the
 * answers that this reached. Not thread-safe.
 */
final class SourcePlace {
  /** What each kind of trouble is kept under; one episode of each at a time. */
  private enum Kind {
    FRESHNESS,
    ROWS,
    NULLS
  }

  private SourceHistory history = new SourceHistory();
  private StaleAnswers answers = new StaleAnswers();
  private final TreeMap<Kind, Episode> episodes = new TreeMap<>();

  SourceHistory history() {
    return history;
  }

  StaleAnswers answers() {
    return answers;
  }

  /**
   * Judges one moment; moments come in order.
   *
   * @param slice the source's
   * @param known with what holds for all environments
   */
  void judge(
      long atMillis, Slice slice, SourceHistory known, SourceTerms terms, Consumer<RuleHit> hits) {
    FreshnessTrouble freshness = new FreshnessTrouble(known, terms.promise());
    Optional<Trouble> stale =
        terms.freshness() ? freshness.at(atMillis, answers.count() > 0) : Optional.empty();
    tell(Kind.FRESHNESS, stale, atMillis, slice, terms, hits);
    if (stale.isEmpty()) {
      answers.freshAt(atMillis);
    }
    tell(
        Kind.ROWS,
        terms.volume() ? AmountTrouble.ofRows(known, atMillis) : Optional.empty(),
        atMillis,
        slice,
        terms,
        hits);
    tell(
        Kind.NULLS,
        terms.nulls() ? AmountTrouble.ofNulls(known, atMillis) : Optional.empty(),
        atMillis,
        slice,
        terms,
        hits);
  }

  /** It is no longer judged here: nothing is left open. */
  void end(long atMillis, Slice slice, String words, Consumer<RuleHit> hits) {
    episodes.forEach((kind, episode) -> {
      if (!episode.over()) {
        hits.accept(over(slice, episode, atMillis, words));
      }
    });
    episodes.clear();
  }

  /** The next time at which there is something to say though nothing happens. */
  long nextAfter(long atMillis, SourceHistory known, SourceTerms terms) {
    long next =
        terms.freshness()
            ? new FreshnessTrouble(known, terms.promise()).nextAfter(atMillis)
            : Long.MAX_VALUE;
    for (Episode episode : episodes.values()) {
      next = Math.min(next, Math.max(atMillis + 1, episode.dueMillis()));
    }
    Long news = known.newsAfter(atMillis).isEmpty() ? null : known.newsAfter(atMillis).first();
    return news == null ? next : Math.min(next, news);
  }

  private void tell(
      Kind kind,
      Optional<Trouble> found,
      long atMillis,
      Slice slice,
      SourceTerms terms,
      Consumer<RuleHit> hits) {
    Episode open = episodes.get(kind);
    if (found.isEmpty()) {
      if (open != null && !open.over()) {
        hits.accept(over(slice, open, atMillis, inOrder(kind, open, atMillis)));
      }
      episodes.remove(kind);
      return;
    }
    Trouble trouble = found.get();
    Severity severity = terms.severity() == null ? trouble.severity() : terms.severity();
    long reached = kind == Kind.FRESHNESS ? answers.count() : 0;
    if (open == null) {
      Episode first =
          Episode.of(trouble.signal(), trouble.sinceMillis(), atMillis, reached, severity);
      episodes.put(kind, first);
      hits.accept(hit(kind, slice, first, trouble, atMillis));
    } else if (open.over()) {
      return;
    } else if (atMillis - open.openedMillis() >= Episode.OVER_MILLIS) {
      episodes.put(kind, open.givenUp());
      hits.accept(
          over(slice, open, atMillis, "still so after 7 d: no longer told; " + trouble.words()));
    } else if (open.worthTelling(atMillis, reached, severity)) {
      Episode again = open.told(atMillis, reached, severity);
      episodes.put(kind, again);
      hits.accept(hit(kind, slice, again, trouble, atMillis));
    }
  }

  private RuleHit hit(Kind kind, Slice slice, Episode episode, Trouble trouble, long atMillis) {
    Map<String, Double> evidence = new TreeMap<>(trouble.evidence());
    String reached = "";
    List<String> exemplars = new ArrayList<>();
    if (kind == Kind.FRESHNESS) {
      evidence.put("answers", (double) answers.count());
      evidence.put("agents", (double) answers.agents());
      exemplars = answers.exemplars();
      reached = "; " + reachedSince(episode.sinceMillis());
    }
    return new RuleHit(
        SourceSignals.DETECTOR,
        episode.signal(),
        slice,
        episode.severity(),
        atMillis,
        trouble.effect(),
        slice.value() + ": " + trouble.words() + reached,
        evidence,
        exemplars,
        RuleHit.Course.LASTING);
  }

  private String reachedSince(long sinceMillis) {
    long count = answers.count();
    if (count == 0) {
      return "no answer has used it since " + Numbers.timeOfDay(sinceMillis);
    }
    return "%s %s of %d %s used it since %s"
        .formatted(
            Numbers.count(count),
            count == 1 ? "answer" : "answers",
            answers.agents(),
            answers.agents() == 1 ? "agent" : "agents",
            Numbers.timeOfDay(sinceMillis));
  }

  private String inOrder(Kind kind, Episode episode, long atMillis) {
    return switch (kind) {
      case FRESHNESS ->
          "in order again at %s, after %s; %s"
              .formatted(
                  Numbers.timeOfDay(atMillis),
                  Elapsed.words(atMillis - episode.sinceMillis()),
                  reachedSince(episode.sinceMillis()));
      case ROWS, NULLS ->
          "loads are as usual again at %s, or what was unusual has become so"
              .formatted(Numbers.timeOfDay(atMillis));
    };
  }

  private static RuleHit over(Slice slice, Episode episode, long atMillis, String words) {
    return new RuleHit(
        SourceSignals.DETECTOR,
        episode.signal(),
        slice,
        episode.severity(),
        atMillis,
        0,
        slice.value() + ": " + words,
        Map.of(),
        List.of(),
        RuleHit.Course.OVER);
  }

  void encode(StateWriter out) {
    history.encode(out);
    answers.encode(out);
    out.number(episodes.size());
    episodes.forEach((kind, episode) -> {
      out.text(kind.name());
      episode.encode(out);
    });
  }

  static SourcePlace decode(StateReader in) {
    SourcePlace place = new SourcePlace();
    place.history = SourceHistory.decode(in);
    place.answers = StaleAnswers.decode(in);
    for (int left = in.size(); left > 0; left--) {
      place.episodes.put(Kind.valueOf(in.text()), Episode.decode(in));
    }
    return place;
  }
}
