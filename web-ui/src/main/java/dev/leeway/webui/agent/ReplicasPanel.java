package dev.leeway.webui.agent;

import com.vaadin.flow.component.Component;
import dev.leeway.signals.condition.replica.PeerMeasure;
import dev.leeway.signals.condition.replica.PeerSettings;
import dev.leeway.signals.condition.replica.PeerTally;
import dev.leeway.webui.parts.Notice;
import dev.leeway.webui.parts.Panel;
import dev.leeway.webui.parts.Table;
import dev.leeway.webui.words.Numbers;
import dev.leeway.webui.words.Unit;
import java.util.List;

/** Each replica beside what its peers did on the same versions and routes. */
final class ReplicasPanel {
  private static final int RUNS_MIN = PeerSettings.defaults().runsMin();
  private static final String HOW =
      "Each replica against the others together, route by route and version by version: a shift of"
          + " all, or another share of the traffic, makes none of them differ. A replica that"
          + " differs surely and by much opens a finding.";

  private final Panel panel = new Panel("Replicas against their peers");

  Component component() {
    return panel;
  }

  void show(List<ReplicaReading> replicas) {
    if (replicas.size() < 2) {
      panel.says("");
      panel.shows(
          new Notice(
              replicas.isEmpty() ? "No replica is known" : "One replica has no peers",
              "Set service.instance.id on each, and they can be compared."));
      return;
    }
    panel.says(HOW);
    panel.shows(
        new Table<ReplicaReading>()
            .text("Replica", ReplicaReading::replica)
            .number("Runs", reading -> Numbers.count(reading.runs()))
            .number("Without success", reading -> share(reading, PeerMeasure.FAILED))
            .number("Its peers", reading -> peers(reading, PeerMeasure.FAILED))
            .number("Time for the same work", reading -> ratio(reading, PeerMeasure.SLOW))
            .number("Answer length", reading -> ratio(reading, PeerMeasure.LENGTH))
            .number("Unsupported claims", reading -> share(reading, PeerMeasure.UNSUPPORTED))
            .number("Its peers", reading -> peers(reading, PeerMeasure.UNSUPPORTED))
            .number("Contracts broken", reading -> share(reading, PeerMeasure.BROKEN))
            .number("Its peers", reading -> peers(reading, PeerMeasure.BROKEN))
            .rows(replicas));
  }

  private static String share(ReplicaReading reading, PeerMeasure measure) {
    PeerTally tally = reading.by(measure);
    return enough(tally) ? Unit.SHARE.say(tally.share()) : few(tally);
  }

  private static String peers(ReplicaReading reading, PeerMeasure measure) {
    PeerTally tally = reading.by(measure);
    return enough(tally) ? Unit.SHARE.say(tally.expectedShare()) : Numbers.NONE;
  }

  private static String ratio(ReplicaReading reading, PeerMeasure measure) {
    PeerTally tally = reading.by(measure);
    return enough(tally) ? Unit.RATIO.say(tally.ratio(measure)) : few(tally);
  }

  private static boolean enough(PeerTally tally) {
    return tally.count() >= RUNS_MIN;
  }

  private static String few(PeerTally tally) {
    return tally.count() == 0
        ? Numbers.NONE
        : "not enough data (%s of %d)".formatted(Numbers.count(tally.count()), RUNS_MIN);
  }
}
