package dev.leeway.webui.run;

import dev.leeway.signals.run.Run;
import dev.leeway.storage.query.RunCursor;
import java.util.List;
import java.util.Optional;

/**
 * A page of the list of runs.
 *
 * @param older where the next page begins; empty on the last
 */
record RunListPage(List<Run> runs, Optional<RunCursor> older) {
  RunListPage {
    runs = List.copyOf(runs);
  }
}
