package dev.leeway.webui.finding;

import dev.leeway.signals.finding.Finding;
import dev.leeway.signals.finding.FindingState;
import dev.leeway.storage.query.Deployment;
import dev.leeway.storage.query.TimeRange;
import dev.leeway.webui.chart.Role;
import dev.leeway.webui.chart.TimeChart.Mark;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What a finding's charts mark: its onset and its end, deployments, and models that are new. */
final class FindingMarks {
  /** A label takes about this part of a chart's width. */
  private static final int NEAR_PART = 12;

  private FindingMarks() {}

  /** All of them; what lies too near to the onset to be read beside it is named with it. */
  static List<Mark> of(FindingPage page, TimeRange drawn) {
    Finding finding = page.finding();
    Instant onset = Instant.ofEpochMilli(finding.onsetMillis());
    Duration near = drawn.length().dividedBy(NEAR_PART);
    List<Mark> marks = new ArrayList<>();
    StringBuilder began = new StringBuilder("began");
    for (Mark mark : around(page)) {
      if (Duration.between(mark.at(), onset).abs().compareTo(near) < 0) {
        began.append(" · ").append(mark.label());
      } else if (drawn.contains(mark.at())) {
        marks.add(mark);
      }
    }
    if (drawn.contains(onset)) {
      marks.add(new Mark(onset, began.toString(), Role.BAD));
    }
    if (finding.state() == FindingState.CLOSED) {
      marks.add(new Mark(Instant.ofEpochMilli(finding.closedAtMillis()), "closed", Role.GOOD));
    }
    marks.removeIf(mark -> !drawn.contains(mark.at()));
    return marks;
  }

  /** Deployments and new models alone. */
  private static List<Mark> around(FindingPage page) {
    List<Mark> marks = new ArrayList<>();
    for (Deployment deployment : page.around().deployments()) {
      marks.add(new Mark(deployment.at(), "deploy " + deployment.version(), Role.BASELINE));
    }
    page.around()
        .newModels()
        .forEach((model, at) -> marks.add(new Mark(at, "model " + model, Role.WARN)));
    return marks;
  }
}
