package dev.leeway.signals.condition.provider;

import static dev.leeway.signals.condition.ConditionWalk.MINUTE;
import static dev.leeway.signals.condition.ConditionWalk.categories;

import dev.leeway.signals.condition.ConditionWalk;
import dev.leeway.signals.drift.RuleHit;
import dev.leeway.signals.window.Buckets;
import dev.leeway.signals.window.Slice;
import dev.leeway.signals.window.WindowPartial;
import java.util.List;
import java.util.Map;

/** Agents of one environment that call providers minute by minute, and what was told of it. */
final class ProviderStory {
  static final Slice SHOP = agent("shop");
  static final Slice DESK = agent("desk");
  static final Slice MAIL = agent("mail");
  static final Slice ALL = agent("__all__");

  final ConditionWalk walk = new ConditionWalk(new ProviderWatch());
  long now;

  static Slice agent(String name) {
    return Slice.ofAgent("acme", "prod", name);
  }

  /** So many minutes in which each of these agents has so many calls to openai a minute. */
  void minutes(int minutes, long ok, long failed, Slice... agents) {
    for (int minute = 0; minute < minutes; minute++) {
      for (Slice agent : agents) {
        calls(agent, "openai", ok, failed);
      }
      end(agents);
    }
  }

  void calls(Slice agent, String provider, long ok, long failed) {
    outcomes(agent.with("provider", provider), ok, failed);
  }

  void ofVersion(Slice agent, String version, long ok, long failed) {
    outcomes(agent.with("version", version), ok, failed);
  }

  private void outcomes(Slice slice, long ok, long failed) {
    walk.add(
        failed == 0
            ? categories(slice, "provider.errors", now, "OK", ok)
            : categories(slice, "provider.errors", now, "OK", ok, "ERROR", failed));
  }

  /** Durations of calls to openai. */
  void durations(Slice agent, long count, double millis) {
    walk.add(
        new WindowPartial(
            agent.with("provider", "openai"),
            "llm.duration",
            now,
            60,
            count,
            count * millis,
            Map.of(Buckets.indexOf(millis), count),
            Map.of(),
            List.of()));
  }

  /** The minute is over for these agents. */
  void end(Slice... agents) {
    now += MINUTE;
    for (Slice agent : agents) {
      walk.to(agent, now);
    }
  }

  List<RuleHit> hits() {
    return walk.hits;
  }

  RuleHit last() {
    return walk.hits.getLast();
  }

  /** The longest time without a hit, from one moment to another. */
  long longestQuiet(long fromMillis, long toMillis) {
    long longest = 0;
    long last = fromMillis;
    for (RuleHit hit : walk.hits) {
      longest = Math.max(longest, hit.atMillis() - last);
      last = Math.max(last, hit.atMillis());
    }
    return Math.max(longest, toMillis - last);
  }
}
