package dev.leeway.signals.condition.replica;

import dev.leeway.signals.drift.Numbers;
import dev.leeway.signals.window.Distribution;
import dev.leeway.signals.window.MergedWindow;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** What replicas are compared by. A signal names its measure in stored state, for ever. */
public enum PeerMeasure {
  FAILED("run.outcome", "OK", "%s fails %s of %s runs, %s on the same routes"),
  BROKEN(
      "contract.violation",
      "KEPT",
      "%s breaks what was declared in %s of %s answers, %s on the same routes"),
  UNSUPPORTED(
      "grounding.unsupported",
      "NONE",
      "%s has unsupported claims in %s of %s answers, %s on the same routes"),
  UNLIKE(
      "answer.self_consistency",
      "SAME",
      "%s answers otherwise than was answered before in %s of %s repeated prompts, %s on the same"
          + " routes"),
  SLOW("latency.residual", "", "%s takes %s times as long for the same work as %s (%s runs)"),
  LENGTH("contract.length", "", "%s answers %s times as long as %s (%s answers)");

  private static final double RATE_RATIO_MIN = 2;
  private static final double VALUE_RATIO_MIN = 1.5;

  private final String signal;
  private final String good;
  private final String words;

  PeerMeasure(String signal, String good, String words) {
    this.signal = signal;
    this.good = good;
    this.words = words;
  }

  /** Empty for a signal that replicas are not compared by. */
  static Optional<PeerMeasure> ofSignal(String signal) {
    return Arrays.stream(values()).filter(measure -> measure.signal.equals(signal)).findFirst();
  }

  public String signal() {
    return signal;
  }

  /** Whether a share of runs is compared, else the size of a value. */
  public boolean rate() {
    return !good.isEmpty();
  }

  PeerSample sampleOf(MergedWindow window) {
    return sample(window.count(), window.categories(), window.distribution());
  }

  /** What one cohort's values say. */
  public PeerSample sample(
      long count, SortedMap<String, Long> categories, Distribution distribution) {
    if (!rate()) {
      return new PeerSample(distribution.count(), 0, distribution);
    }
    long bad = 0;
    for (Map.Entry<String, Long> entry : categories.entrySet()) {
      bad += entry.getKey().equals(good) ? 0 : Math.max(0, entry.getValue());
    }
    long all = Math.max(Math.max(0, count), bad);
    return new PeerSample(all, bad, Distribution.EMPTY);
  }

  /** How far a replica must be from its peers to be worth a word. */
  double ratioMin() {
    return rate() ? RATE_RATIO_MIN : VALUE_RATIO_MIN;
  }

  /** How many times apart, 1 for alike; a smaller share of bad runs is nothing to tell. */
  double distance(PeerTally tally) {
    double ratio = tally.ratio(this);
    return rate() ? ratio : Math.max(ratio, 1 / ratio);
  }

  String say(String replica, PeerTally tally, int peers) {
    return rate()
        ? words.formatted(
            replica,
            Numbers.percent(tally.share()),
            Numbers.count(tally.count()),
            "its %d peers %s".formatted(peers, Numbers.percent(tally.expectedShare())))
        : words.formatted(
            replica,
            Numbers.plain(tally.ratio(this)),
            "its %d peers on the same routes".formatted(peers),
            Numbers.count(tally.count()));
  }
}
