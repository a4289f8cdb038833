package dev.leeway.webui.finding;

import dev.leeway.webui.words.Numbers;
import java.util.Map;

/** What the numbers behind a finding are called. */
final class EvidenceWords {
  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("log_e", "Evidence so far, log of the e-process"),
          Map.entry("log_e_limit", "Evidence needed, log(K / alpha)"),
          Map.entry("e_processes", "e-processes watched (K)"),
          Map.entry("gate_limit", "Effect needed to open"),
          Map.entry("false_alarms_per_week", "False alarms a week, promised for the tenant"),
          Map.entry("psi", "Population stability index (PSI)"),
          Map.entry("psi_debiased", "PSI less its bias"),
          Map.entry("psi_low", "True PSI, lower bound"),
          Map.entry("psi_high", "True PSI, upper bound"),
          Map.entry("frozen_distance", "Distance from the first baseline"),
          Map.entry("effect_within_routes", "Effect with the routes' shares held still"),
          Map.entry("effect_of_route_mix", "Effect of the routes' shares alone"),
          Map.entry("effect_same_work", "Effect against what was to be expected of the work"),
          Map.entry("p50_expected", "p50 that was to be expected of the work"),
          Map.entry("seconds_after_deploy", "Seconds between deployment and onset"),
          Map.entry("taken_as_normal", "Taken as normal when it closed"),
          Map.entry("total_variation", "Share of runs that moved (total variation)"),
          Map.entry("jensen_shannon_distance_base2", "Jensen–Shannon distance (base 2)"),
          Map.entry("wasserstein_sd", "Wasserstein distance, in standard deviations"),
          Map.entry("bins", "Bins compared"),
          Map.entry("rate", "Rate now"),
          Map.entry("rate_baseline", "Rate in the baseline"),
          Map.entry("rate_low", "Rate now, lower bound"),
          Map.entry("rate_high", "Rate now, upper bound"),
          Map.entry("rate_ratio", "Rate ratio"),
          Map.entry("rate_ratio_low", "Rate ratio, lower bound"),
          Map.entry("rate_ratio_high", "Rate ratio, upper bound"),
          Map.entry("cohen_h", "Effect size, Cohen's h"),
          Map.entry("hits", "Times the rule was broken"),
          Map.entry("n", "Runs or calls now (n)"),
          Map.entry("m", "Runs or calls in the baseline (m)"),
          Map.entry("n_needed", "Runs needed to say so"),
          Map.entry("burn_long", "Burn rate over the long window"),
          Map.entry("burn_short", "Burn rate over the short window"),
          Map.entry("burn_limit", "Burn rate that is too fast"),
          Map.entry("bad_long", "Bad in the long window"),
          Map.entry("n_long", "All in the long window"),
          Map.entry("bad_short", "Bad in the short window"),
          Map.entry("n_short", "All in the short window"),
          Map.entry("allowed_share", "Share that may be bad"),
          Map.entry("objective_promised", "An objective was set (1) or learned (0)"),
          Map.entry("amplification", "Attempts per call"),
          Map.entry("amplification_before", "Attempts per call before it began"),
          Map.entry("amplification_limit", "Attempts per call of a storm"),
          Map.entry("failed", "Failed share"),
          Map.entry("failed_before", "Failed share before"),
          Map.entry("agents_hit", "Agents that are hit"),
          Map.entry("agents_seen", "Agents that use it"),
          Map.entry("left", "Share of the limit that is left"),
          Map.entry("slope_per_minute", "Change a minute (Theil–Sen)"),
          Map.entry("minutes_to_exhaustion", "Minutes until it is used up"),
          Map.entry("minutes_seen", "Minutes that the trend rests on"),
          Map.entry("waited", "Share of retries that waited"),
          Map.entry("median_ms", "Median now, ms"),
          Map.entry("median_ms_before", "Median before, ms"),
          Map.entry("silent_minutes", "Minutes without a run"),
          Map.entry("usual_per_minute", "Runs a minute that are usual then"),
          Map.entry("value", "Mean of the hours since the onset"),
          Map.entry("value_expected", "Usual in these hours, median of four weeks"),
          Map.entry("value_ratio", "Ratio to what is usual"),
          Map.entry("hours", "Hours since the onset"),
          Map.entry("past_hours", "Hours that say how far is usual"),
          Map.entry("conformal_p_min", "Share of hours as far off as the worst one"),
          Map.entry("usual", "What 99 of 100 earlier runs stayed within"),
          Map.entry("usual_runs", "Earlier runs that say so"),
          Map.entry("limit_share", "Share of what a run may take that was used"),
          Map.entry("repeats", "Times it came"),
          Map.entry("new", "New or faulty ones now"),
          Map.entry("new_share", "Share of new or faulty ones now"),
          Map.entry("new_categories", "Kinds of new or faulty ones"),
          Map.entry("usual_share", "Share of the commonest kind before"),
          Map.entry("rare_share_upper", "Usual share of such, upper limit"),
          Map.entry("faulty", "Faulty ones in the minute"),
          Map.entry("phi", "Over-dispersion of counts"));

  private EvidenceWords() {}

  /** An unknown number keeps its own name. */
  static String name(String key) {
    return NAMES.getOrDefault(key, key.replace('_', ' '));
  }

  static String value(double value) {
    return value == Double.NEGATIVE_INFINITY ? "none yet" : Numbers.significant(value);
  }
}
