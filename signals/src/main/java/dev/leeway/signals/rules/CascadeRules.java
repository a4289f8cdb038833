package dev.leeway.signals.rules;

import dev.leeway.signals.condition.cascade.CascadeSettings;

/**
 * When failures of one dependency bring down its callers: section {@code cascades}.
 *
 * @param runs of five minutes whose failure began there
 * @param shareOfFailing of all failing runs
 * @param rise of its share of all runs over the hour before
 */
public record CascadeRules(int runs, double shareOfFailing, double rise) implements RuleSection {
  public static final Section<CascadeRules> SECTION =
      Section.of("cascades", defaults(), CascadeRules::read);

  public static CascadeRules defaults() {
    CascadeSettings usual = CascadeSettings.defaults();
    return new CascadeRules(usual.runsMin(), usual.shareMin(), usual.riseMin());
  }

  public CascadeSettings settings() {
    return new CascadeSettings(runs, shareOfFailing, rise);
  }

  static CascadeRules read(RuleReader in) {
    CascadeRules usual = defaults();
    return new CascadeRules(
        in.whole("runs", usual.runs, 3, 1_000_000),
        in.number("share_of_failing", usual.shareOfFailing, 0.1, 1),
        in.number("rise", usual.rise, 1, 1_000));
  }
}
