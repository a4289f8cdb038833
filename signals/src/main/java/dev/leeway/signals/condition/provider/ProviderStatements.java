package dev.leeway.signals.condition.provider;

import dev.leeway.signals.condition.Minute;
import dev.leeway.signals.condition.traffic.AgentCalls;
import dev.leeway.signals.condition.traffic.CallCounts;
import dev.leeway.signals.condition.traffic.UsualShare;
import dev.leeway.signals.drift.Numbers;
import dev.leeway.signals.drift.RuleHit;
import dev.leeway.signals.finding.Severity;
import dev.leeway.signals.window.Dimensions;
import dev.leeway.signals.window.Slice;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Says what was found about one provider, and notes for whom: of all agents together where several
 * are hit or it can't be told, else of the one agent that is hit.
 */
final class ProviderStatements {
  private static final String DETECTOR = "rule.provider";
  private static final long EVERY_MILLIS = 4 * Minute.MILLIS;

  /** As long as a finding of all stays open without another word. */
  private static final long ALL_MILLIS = 10 * Minute.MILLIS;

  private final String provider;
  private final ProviderBook book;
  private final Slice agent;
  private final long endMillis;
  private final Consumer<RuleHit> hits;

  ProviderStatements(
      String provider, ProviderBook book, Slice agent, long endMillis, Consumer<RuleHit> hits) {
    this.provider = provider;
    this.book = book;
    this.agent = agent;
    this.endMillis = endMillis;
    this.hits = hits;
  }

  void failing(ProviderVerdict verdict) {
    CallCounts now = verdict.now();
    CallCounts before = verdict.before();
    String text =
        "%s fails %s of %s calls in %d min (%s rate limited, %s timed out), %s; %s"
            .formatted(
                provider,
                Numbers.percent(now.failedShare()),
                Numbers.count(now.calls()),
                AgentCalls.NOW_MINUTES,
                Numbers.count(now.limited()),
                Numbers.count(now.timeouts()),
                usual(before),
                verdict.words());
    Map<String, Double> evidence = agents(verdict);
    evidence.put("failed", now.failedShare());
    evidence.put("failed_before", before.failedShare());
    evidence.put("n", (double) now.calls());
    evidence.put("m", (double) before.calls());
    evidence.put("rate_limited", (double) now.limited());
    evidence.put("timed_out", (double) now.timeouts());
    Severity severity = verdict.whose() == Whose.US ? Severity.WARNING : Severity.CRITICAL;
    tell(ProviderWatch.ERRORS, verdict, severity, now.failedShare(), text, evidence);
  }

  private static String usual(CallCounts before) {
    return new UsualShare(before.failed(), before.calls()).known()
        ? "up from " + Numbers.percent(before.failedShare())
        : "too few calls before to say what is usual (%s of %d)"
            .formatted(Numbers.count(before.calls()), UsualShare.ALL_MIN);
  }

  void slow(ProviderVerdict verdict) {
    double now = verdict.now().median();
    double before = verdict.before().median();
    String text =
        "%s takes %s as long: median %s ms of %s calls in %d min, from %s ms; %s"
            .formatted(
                provider,
                Numbers.ratio(now / before),
                Numbers.plain(Math.rint(now)),
                Numbers.count(verdict.now().timed()),
                AgentCalls.NOW_MINUTES,
                Numbers.plain(Math.rint(before)),
                verdict.words());
    Map<String, Double> evidence = agents(verdict);
    evidence.put("median_ms", now);
    evidence.put("median_ms_before", before);
    evidence.put("n", (double) verdict.now().timed());
    evidence.put("m", (double) verdict.before().timed());
    tell(ProviderWatch.LATENCY, verdict, Severity.WARNING, now / before, text, evidence);
  }

  void overflow(Overflow overflow) {
    book.wrong(ProviderWatch.OVERFLOW, overflow.agents(), endMillis);
    String text =
        "calls to %s grew from %s to %s a minute while %s fails %s for the same agents: overflow"
            .formatted(
                provider,
                Numbers.plain(overflow.callsBefore()),
                Numbers.plain(overflow.callsNow()),
                overflow.from(),
                Numbers.percent(overflow.failed()));
    tellAll(
        ProviderWatch.OVERFLOW,
        Severity.WARNING,
        overflow.growth(),
        text,
        new TreeMap<>(
            Map.of(
                "calls_per_minute", overflow.callsNow(),
                "calls_per_minute_before", overflow.callsBefore(),
                "failed_elsewhere", overflow.failed(),
                "n", (double) overflow.n())),
        List.copyOf(book.agents.keySet()),
        "");
  }

  private static Map<String, Double> agents(ProviderVerdict verdict) {
    Map<String, Double> evidence = new TreeMap<>();
    evidence.put("agents_hit", (double) verdict.hit().size());
    evidence.put("agents_seen", (double) verdict.seen().size());
    return evidence;
  }

  private void tell(
      String signal,
      ProviderVerdict verdict,
      Severity severity,
      double effect,
      String text,
      Map<String, Double> evidence) {
    book.wrong(signal, verdict.hit(), endMillis);
    if (verdict.whose() != Whose.US) {
      tellAll(signal, severity, effect, text, evidence, verdict.hit(), verdict.whose().name());
    } else if (verdict.only(agent.agent()) && !book.toldAll(signal, endMillis, ALL_MILLIS)) {
      // The agent speaks for itself when its own minute closes, and not as the last one of many.
      hits.accept(hit(signal, agent, severity, effect, text, evidence, List.of(agent.agent())));
    }
  }

  private void tellAll(
      String signal,
      Severity severity,
      double effect,
      String text,
      Map<String, Double> evidence,
      List<String> agents,
      String whose) {
    ProviderBook.Told now = new ProviderBook.Told(endMillis, effect, whose);
    if (book.tellAll(signal, now, EVERY_MILLIS)) {
      Slice all = Slice.ofAgent(agent.tenantId(), agent.environment(), Dimensions.ALL);
      hits.accept(hit(signal, all, severity, effect, text, evidence, agents));
    }
  }

  private RuleHit hit(
      String signal,
      Slice of,
      Severity severity,
      double effect,
      String text,
      Map<String, Double> evidence,
      List<String> agents) {
    List<String> examples =
        book.agents.entrySet().stream()
            .filter(entry -> agents.contains(entry.getKey()))
            .map(entry -> entry.getValue().exemplar())
            .filter(trace -> !trace.isEmpty())
            .toList();
    return new RuleHit(
        DETECTOR,
        signal,
        of.with(Dimensions.PROVIDER, provider),
        severity,
        endMillis,
        effect,
        text,
        evidence,
        examples);
  }
}
