package dev.leeway.webui.finding;

import com.vaadin.flow.component.html.Div;
import dev.leeway.signals.drift.DriftDetail;
import dev.leeway.signals.drift.DriftDetail.BinShare;
import dev.leeway.signals.drift.DriftDetail.PartShift;
import dev.leeway.signals.finding.Finding;
import dev.leeway.webui.parts.Panel;
import dev.leeway.webui.parts.Table;
import dev.leeway.webui.words.Numbers;
import dev.leeway.webui.words.Unit;
import java.util.List;

/** Where it moved: which values came and went, and which parts of the traffic did. */
final class PartsPanels extends Div {
  private final Panel bins = new Panel("Which values moved");
  private final Panel parts = new Panel("Beside the rest of the agent");

  PartsPanels() {
    addClassName("lw-stack");
    add(bins, parts);
  }

  void show(FindingPage page) {
    List<BinShare> shares = page.around().detail().map(DriftDetail::bins).orElse(List.of());
    bins.setVisible(!shares.isEmpty());
    bins.shows(
        new Table<BinShare>()
            .text("Value", BinShare::label)
            .number("Before", bin -> Unit.SHARE.say(bin.before()))
            .number("Since", bin -> Unit.SHARE.say(bin.after()))
            .rows(shares));
    List<PartShift> shifts = page.around().detail().map(DriftDetail::parts).orElse(List.of());
    parts.setVisible(!shifts.isEmpty());
    parts.says(says(page.finding()));
    parts.shows(
        new Table<PartShift>()
            .text("Part", PartsPanels::name)
            .number("Share before", part -> Unit.SHARE.say(part.before()))
            .number("Share since", part -> Unit.SHARE.say(part.after()))
            .number("Moved by itself", part -> Numbers.significant(part.effect()))
            .rows(shifts));
  }

  private static String name(PartShift part) {
    return part.dimension().isEmpty() ? "the whole agent" : part.value();
  }

  /**
   * Of the whole agent, how much of it is left when its routes keep their shares, or beyond what
   * was to be expected of its work.
   */
  private static String says(Finding finding) {
    Double expected = finding.evidence().get("p50_expected");
    Double observed = finding.evidence().get("p50");
    Double sameWork = finding.evidence().get("effect_same_work");
    if (expected != null && observed != null && sameWork != null) {
      return "Of the work done now a p50 of %s was to be expected, %s came: an effect of %s"
          .formatted(
              Numbers.significant(expected),
              Numbers.significant(observed),
              Numbers.significant(sameWork));
    }
    Double within = finding.evidence().get("effect_within_routes");
    Double ofMix = finding.evidence().get("effect_of_route_mix");
    return within == null || ofMix == null
        ? ""
        : "With the routes' shares held still the effect is %s; their shares alone make %s"
            .formatted(Numbers.significant(within), Numbers.significant(ofMix));
  }
}
