package dev.leeway.webui.finding;

import dev.leeway.signals.condition.telemetry.Telemetry;
import dev.leeway.signals.finding.Finding;
import dev.leeway.signals.rules.Ownership;
import dev.leeway.signals.run.Run;
import dev.leeway.storage.query.SignalValues;
import dev.leeway.storage.query.TimeRange;
import dev.leeway.storage.query.WindowPoint;
import dev.leeway.storage.query.WindowStep;
import dev.leeway.webui.action.FindingAction;
import java.util.List;

/**
 * What a finding's page shows.
 *
 * @param owned who looks after it, by the rules file as it is now
 * @param shown the time over which the signal is drawn, from well before the onset
 * @param now values since the onset
 * @param baseline values that it was compared with
 * @param baselineWords where they come from
 * @param elsewhere findings of the same change about other slices
 * @param examples runs since the onset, as the detector chose them
 * @param telemetry what is wrong with the telemetry of the agent's runs since the onset; how much
 *     of them came is the finding's own word
 */
record FindingPage(
    Finding finding,
    Ownership owned,
    TimeRange shown,
    WindowStep step,
    List<WindowPoint> series,
    SignalValues now,
    SignalValues baseline,
    String baselineWords,
    List<Finding> elsewhere,
    List<Run> examples,
    List<FindingAction> actions,
    Surrounding around,
    Telemetry telemetry) {
  FindingPage {
    series = List.copyOf(series);
    elsewhere = List.copyOf(elsewhere);
    examples = List.copyOf(examples);
    actions = List.copyOf(actions);
  }
}
