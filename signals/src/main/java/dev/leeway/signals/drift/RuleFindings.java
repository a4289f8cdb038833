package dev.leeway.signals.drift;

import dev.leeway.signals.drift.codec.StateReader;
import dev.leeway.signals.drift.codec.StateWriter;
import dev.leeway.signals.finding.Finding;
import dev.leeway.signals.finding.FindingIds;
import dev.leeway.signals.finding.FindingState;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.TreeMap;

/**
 * The findings of rules: the first hit opens one, further hits of the same detector, signal and
 * slice keep it open, quiet closes it, or the word of a rule that says itself when it is over. They
 * stand outside of the tenant's promise. Not thread-safe.
 */
final class RuleFindings {
  static final int OPEN_MAX = 1_000;
  private static final int VERSION = 2;

  /** From here on the strongest hit is kept beside what the finding says. */
  private static final int STRONGEST_SINCE = 2;

  private static final int EXEMPLARS_MAX = 5;
  private static final long NEVER = Long.MAX_VALUE;

  private final DriftConfig config;
  private final MonitorStore store;
  private final MonitorOutput output;

  RuleFindings(DriftConfig config, MonitorStore store, MonitorOutput output) {
    this.config = config;
    this.store = store;
    this.output = output;
  }

  private record OpenRule(Finding finding, long lastHitMillis, long hits, Strongest strongest) {}

  private record Strongest(double effect, String effectText) {}

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
    if (bytes != null && !lasts && hit.atMillis() - decode(bytes).lastHitMillis >= quietMillis()) {
      close(key, clock);
      bytes = null;
    }
    if (bytes == null && clock.openRules.size() >= OPEN_MAX) {
      output.counted(MonitorCount.OVERFLOW_RULE_HITS, 1);
      return;
    }
    boolean history = appendMillis - hit.atMillis() > config.historyAfter().toMillis();
    OpenRule rule = bytes == null ? open(hit, history) : again(decode(bytes), hit, history);
    store.put(key, encode(rule));
    clock.openRules.put(key, lasts ? NEVER : rule.lastHitMillis + quietMillis());
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
    Map<String, Double> evidence = new TreeMap<>(hit.evidence());
    evidence.put("hits", 1.0);
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
            evidence,
            CoverageShelf.NOT_TOLD_YET,
            hit.exemplarTraceIds().stream().limit(EXEMPLARS_MAX).toList());
    output.finding(finding);
    return new OpenRule(finding, hit.atMillis(), 1, new Strongest(hit.effect(), hit.effectText()));
  }

  private OpenRule again(OpenRule rule, RuleHit hit, boolean history) {
    Finding last = rule.finding;
    long lastHit = Math.max(rule.lastHitMillis, hit.atMillis());
    long hits = rule.hits + 1;
    boolean live = last.history() && !history;
    boolean due = lastHit - last.updatedAtMillis() >= config.ruleUpdateEvery().toMillis();
    boolean louder = hit.severity().compareTo(last.severity()) < 0;
    boolean once = hit.course() == RuleHit.Course.ONCE;
    // What holds is told as it is now, as is what is worse than it was; of what comes again the
    // strongest is told.
    boolean stronger = louder || hit.effect() >= rule.strongest.effect;
    Strongest strongest = stronger ? new Strongest(hit.effect(), hit.effectText()) : rule.strongest;
    if (!live && !due && !louder && once) {
      return new OpenRule(last, lastHit, hits, rule.strongest);
    }
    boolean told = stronger || !once;
    Map<String, Double> evidence = new TreeMap<>();
    if (hit.course() != RuleHit.Course.HOLDS) {
      evidence.putAll(last.evidence());
    }
    evidence.putAll(told ? hit.evidence() : Map.of());
    evidence.put("hits", (double) hits);
    SequencedSet<String> exemplars = new LinkedHashSet<>(hit.exemplarTraceIds());
    exemplars.addAll(last.exemplarTraceIds());
    Finding next =
        FindingWriter.revised(
            last,
            FindingState.OPEN,
            last.history() && !live,
            lastHit,
            0,
            told ? hit.effect() : last.effect(),
            told ? hit.effectText() : last.effectText(),
            "",
            evidence,
            new ArrayList<>(exemplars).subList(0, Math.min(EXEMPLARS_MAX, exemplars.size())));
    Finding said = louder ? next.withSeverity(hit.severity()) : next;
    output.finding(said);
    return new OpenRule(said, lastHit, hits, strongest);
  }

  private void end(String key, RuleHit hit, AgentClock clock) {
    clock.openRules.remove(key);
    byte[] bytes = store.get(key);
    if (bytes == null) {
      return;
    }
    OpenRule rule = decode(bytes);
    long at = Math.max(rule.lastHitMillis, hit.atMillis());
    Map<String, Double> evidence = new TreeMap<>(rule.finding.evidence());
    evidence.putAll(hit.evidence());
    evidence.put("hits", (double) rule.hits);
    output.finding(
        FindingWriter.revised(
            rule.finding,
            FindingState.CLOSED,
            rule.finding.history(),
            at,
            at,
            hit.effect(),
            hit.effectText(),
            "",
            evidence,
            rule.finding.exemplarTraceIds()));
    store.remove(key);
  }

  private void close(String key, AgentClock clock) {
    clock.openRules.remove(key);
    byte[] bytes = store.get(key);
    if (bytes == null) {
      return;
    }
    OpenRule rule = decode(bytes);
    Finding last = rule.finding;
    long at = rule.lastHitMillis + quietMillis();
    Map<String, Double> evidence = new TreeMap<>(last.evidence());
    evidence.put("hits", (double) rule.hits);
    output.finding(
        FindingWriter.revised(
            last,
            FindingState.CLOSED,
            last.history(),
            at,
            at,
            rule.strongest.effect,
            "quiet for %d min after %s hits; strongest: %s"
                .formatted(
                    config.ruleQuiet().toMinutes(),
                    Numbers.count(rule.hits),
                    rule.strongest.effectText),
            "",
            evidence,
            last.exemplarTraceIds()));
    store.remove(key);
  }

  private long quietMillis() {
    return config.ruleQuiet().toMillis();
  }

  private static String keyOf(RuleHit hit) {
    return String.join("\0", "r", hit.detector(), hit.signal(), hit.slice().id().toString());
  }

  private static byte[] encode(OpenRule rule) {
    StateWriter writer = new StateWriter(VERSION);
    FindingCodec.encode(rule.finding, writer);
    return writer
        .number(rule.lastHitMillis)
        .number(rule.hits)
        .real(rule.strongest.effect)
        .text(rule.strongest.effectText)
        .bytes();
  }

  private static OpenRule decode(byte[] bytes) {
    StateReader reader = new StateReader(bytes, VERSION);
    Finding finding = FindingCodec.decode(reader);
    long lastHit = reader.number();
    long hits = reader.number();
    // The first version's findings said what the strongest hit had said.
    return new OpenRule(
        finding,
        lastHit,
        hits,
        reader.version() >= STRONGEST_SINCE
            ? new Strongest(reader.real(), reader.text())
            : new Strongest(finding.effect(), finding.effectText()));
  }
}
