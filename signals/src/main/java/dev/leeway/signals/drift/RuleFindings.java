package dev.leeway.signals.drift;

import dev.leeway.signals.drift.OpenRule.Strongest;
import dev.leeway.signals.finding.Finding;
import dev.leeway.signals.finding.FindingIds;
import dev.leeway.signals.finding.FindingState;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The findings of rules: the first hit opens one, further hits of the same detector, signal and
 * slice keep it open, quiet closes it, or the word of a rule that says itself when it is over. They
 * stand outside of the tenant's promise. Not thread-safe.
 */
final class RuleFindings {
  static final int OPEN_MAX = 1_000;

  /** So much stronger is told at once; what grows and grows is told by its logarithm. */
  private static final double GROWN = 1.25;

  private static final long NEVER = Long.MAX_VALUE;

  private final DriftConfig config;
  private final MonitorStore store;
  private final MonitorOutput output;

  RuleFindings(DriftConfig config, MonitorStore store, MonitorOutput output) {
    this.config = config;
    this.store = store;
    this.output = output;
  }

  /** Takes a hit in. */
  void fire(RuleHit hit, AgentClock clock, long appendMillis) {
    output.counted(MonitorCount.RULE_HITS, 1);
    String key = keyOf(hit);
    byte[] bytes = store.get(key);
    if (hit.course() == RuleHit.Course.OVER) {
      end(key, hit, clock);
      return;
    }
    boolean lasts = hit.course() == RuleHit.Course.LASTING;
    if (bytes != null
        && !lasts
        && hit.atMillis() - OpenRule.decode(bytes).lastHitMillis() >= quietMillis()) {
      close(key, clock);
      bytes = null;
    }
    if (bytes == null && clock.openRules.size() >= OPEN_MAX) {
      output.counted(MonitorCount.OVERFLOW_RULE_HITS, 1);
      return;
    }
    boolean history = appendMillis - hit.atMillis() > config.historyAfter().toMillis();
    OpenRule rule =
        bytes == null ? open(hit, history) : again(OpenRule.decode(bytes), hit, history);
    store.put(key, rule.encode());
    clock.openRules.put(key, lasts ? NEVER : rule.lastHitMillis() + quietMillis());
  }

  /** Closes what was quiet for long enough. */
  void advance(AgentClock clock, long clockMillis) {
    List<String> quiet =
        clock.openRules.entrySet().stream()
            .filter(rule -> rule.getValue() <= clockMillis)
            .map(Map.Entry::getKey)
            .toList();
    quiet.forEach(key -> close(key, clock));
  }

  private OpenRule open(RuleHit hit, boolean history) {
    Strongest first = Strongest.of(hit);
    Finding finding =
        new Finding(
            FindingIds.of(hit.slice(), hit.detector(), hit.signal(), hit.atMillis()),
            1,
            hit.detector(),
            hit.signal(),
            hit.slice(),
            hit.severity(),
            FindingState.OPEN,
            history,
            hit.atMillis(),
            hit.atMillis(),
            hit.atMillis(),
            0,
            hit.effect(),
            hit.effectText(),
            "",
            evidence(Map.of(), first.evidence(), 1),
            CoverageShelf.NOT_TOLD_YET,
            first.exemplars());
    output.finding(finding);
    return new OpenRule(finding, hit.atMillis(), 1, first);
  }

  private OpenRule again(OpenRule rule, RuleHit hit, boolean history) {
    Finding last = rule.finding();
    long lastHit = Math.max(rule.lastHitMillis(), hit.atMillis());
    long hits = rule.hits() + 1;
    boolean live = last.history() && !history;
    boolean due = lastHit - last.updatedAtMillis() >= config.ruleUpdateEvery().toMillis();
    boolean louder = hit.severity().compareTo(last.severity()) < 0;
    boolean grown = hit.effect() > last.effect() && hit.effect() >= GROWN * last.effect();
    boolean once = hit.course() == RuleHit.Course.ONCE;
    boolean stronger = louder || hit.effect() >= rule.strongest().effect();
    Strongest strongest = stronger ? Strongest.of(hit) : rule.strongest();
    if (!live && !due && !louder && !grown && once) {
      return new OpenRule(last, lastHit, hits, strongest);
    }
    // What holds is told as it is now; of what comes again the strongest is told.
    Strongest told = once ? strongest : Strongest.of(hit);
    boolean lasts = hit.course() == RuleHit.Course.LASTING;
    Finding next =
        FindingWriter.revised(
            last,
            FindingState.OPEN,
            last.history() && !live,
            lastHit,
            0,
            told.effect(),
            told.effectText(),
            "",
            evidence(lasts ? last.evidence() : Map.of(), told.evidence(), hits),
            exemplars(
                Stream.of(told.exemplars(), hit.exemplarTraceIds(), last.exemplarTraceIds())));
    Finding said = louder ? next.withSeverity(hit.severity()) : next;
    output.finding(said);
    return new OpenRule(said, lastHit, hits, strongest);
  }

  private static Map<String, Double> evidence(
      Map<String, Double> before, Map<String, Double> said, long hits) {
    Map<String, Double> evidence = new TreeMap<>(before);
    evidence.putAll(said);
    evidence.put("hits", (double) hits);
    return evidence;
  }

  /** Those of what is said lead, so that the first example shows it. */
  private static List<String> exemplars(Stream<List<String>> byRank) {
    return byRank.flatMap(List::stream).distinct().limit(OpenRule.EXEMPLARS_MAX).toList();
  }

  private void end(String key, RuleHit hit, AgentClock clock) {
    clock.openRules.remove(key);
    byte[] bytes = store.get(key);
    if (bytes == null) {
      return;
    }
    OpenRule rule = OpenRule.decode(bytes);
    long at = Math.max(rule.lastHitMillis(), hit.atMillis());
    output.finding(
        FindingWriter.revised(
            rule.finding(),
            FindingState.CLOSED,
            rule.finding().history(),
            at,
            at,
            hit.effect(),
            hit.effectText(),
            "",
            evidence(rule.finding().evidence(), hit.evidence(), rule.hits()),
            rule.finding().exemplarTraceIds()));
    store.remove(key);
  }

  private void close(String key, AgentClock clock) {
    clock.openRules.remove(key);
    byte[] bytes = store.get(key);
    if (bytes == null) {
      return;
    }
    OpenRule rule = OpenRule.decode(bytes);
    Finding last = rule.finding();
    Strongest strongest = rule.strongest();
    long at = rule.lastHitMillis() + quietMillis();
    output.finding(
        FindingWriter.revised(
            last,
            FindingState.CLOSED,
            last.history(),
            at,
            at,
            strongest.effect(),
            "quiet for %d min after %s hits; strongest: %s"
                .formatted(
                    config.ruleQuiet().toMinutes(),
                    Numbers.count(rule.hits()),
                    strongest.effectText()),
            "",
            evidence(Map.of(), strongest.evidence(), rule.hits()),
            exemplars(Stream.of(strongest.exemplars(), last.exemplarTraceIds()))));
    store.remove(key);
  }

  private long quietMillis() {
    return config.ruleQuiet().toMillis();
  }

  private static String keyOf(RuleHit hit) {
    return String.join("\0", "r", hit.detector(), hit.signal(), hit.slice().id().toString());
  }
}
