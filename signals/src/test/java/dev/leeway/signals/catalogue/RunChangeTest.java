package dev.leeway.signals.catalogue;

import static dev.leeway.signals.catalogue.RunFixture.CATALOGUE;
import static dev.leeway.signals.event.SpanFixture.START_MILLIS;
import static dev.leeway.signals.event.SpanFixture.agent;
import static dev.leeway.signals.event.SpanFixture.llm;
import static dev.leeway.signals.event.SpanFixture.span;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.EventKind;
import dev.leeway.signals.run.RandomTrace;
import dev.leeway.signals.run.Run;
import dev.leeway.signals.run.RunOutcome;
import dev.leeway.signals.window.MergedWindow;
import dev.leeway.signals.window.Observation;
import dev.leeway.signals.window.WindowFold;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class RunChangeTest {
  @Test
  void aLateSpanTakesBackWhatTheRowSaidAndSaysTheNew() {
    List<Run> before = closed(agent(1).event());
    List<Run> after = closed(agent(1).event(), llm(2).under(1).tokens(50, 5).event());
    RunChange change = RunChange.between(before, after, CATALOGUE);
    assertThat(change.rows()).isEqualTo(after);
    assertThat(change.observations())
        .startsWith(said(before.getFirst()).retracted(), said(after.getFirst()))
        .containsAll(CATALOGUE.partsOf(after.getFirst()))
        .hasSize(2 + CATALOGUE.partsOf(after.getFirst()).size());
  }

  @Test
  void aRunThatWasNoneIsWithdrawn() {
    List<Run> before = closed(agent(2).under(1).at(10, 20).event());
    List<Run> after =
        closed(agent(2).under(1).at(10, 20).event(), span(1, EventKind.WORKFLOW).event());
    RunChange change = RunChange.between(before, after, CATALOGUE);
    assertThat(change.rows()).containsExactly(after.getFirst(), before.getFirst().withdrawn(5));
    assertThat(change.observations())
        .containsExactly(said(after.getFirst()), said(before.getFirst()).retracted());
  }

  @Test
  void theSameSpansAgainChangeNothing() {
    List<Run> runs = closed(agent(1).event());
    assertThat(RunChange.between(runs, runs, CATALOGUE).isEmpty()).isTrue();
  }

  @Test
  void anAssemblyFromFewerSpansChangesNothing() {
    List<Run> fuller = closed(agent(1).event(), agent(2).event());
    assertThat(RunChange.between(fuller, closed(agent(2).event()), CATALOGUE))
        .isEqualTo(new RunChange(List.of(), List.of(), List.of()));
  }

  @Test
  void aRunThatClosesSaysWhatItIsOnce() {
    List<AgentEvent> events = List.of(agent(1).event());
    List<Run> open = RunFixture.at(events, START_MILLIS);
    RunChange opened = RunChange.between(List.of(), open, CATALOGUE);
    assertThat(opened.rows()).extracting(Run::outcome).containsExactly(RunOutcome.OPEN);
    assertThat(opened.observations()).isEmpty();
    RunChange closing = RunChange.between(open, RunFixture.closed(events), CATALOGUE);
    assertThat(closing.rows()).extracting(Run::outcome).containsExactly(RunOutcome.OK);
    assertThat(closing.observations()).hasSize(1);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void rowsAndWindowsAreThoseOfTheLastAssemblyWhateverCameBefore(long seed) {
    List<AgentEvent> events = oncePerSpan(RandomTrace.of(new SplittableRandom(seed)));
    Random random = new Random(seed);
    Collections.shuffle(events, random);
    Map<Long, Run> rows = new HashMap<>();
    List<Observation> told = new ArrayList<>();
    for (int came = 1; came <= events.size(); came++) {
      long clock = START_MILLIS + random.nextInt(60_000);
      apply(RunFixture.at(events.subList(0, came), clock), rows, told);
    }
    List<Run> last = RunFixture.closed(events);
    apply(last, rows, told);

    Map<Long, Run> shown =
        rows.values().stream()
            .filter(run -> !run.withdrawn())
            .collect(Collectors.toMap(Run::runId, Function.identity()));
    assertThat(shown.values()).containsExactlyInAnyOrderElementsOf(last);
    List<Observation> once = new ArrayList<>();
    last.forEach(run -> {
      CATALOGUE.observationOf(run).ifPresent(once::add);
      once.addAll(CATALOGUE.partsOf(run));
    });
    assertThat(windows(told)).isEqualTo(windows(once));
  }

  static LongStream seeds() {
    return LongStream.range(0, 100);
  }

  /** As decoding leaves them: of an event id that comes again the first is kept. */
  private static List<AgentEvent> oncePerSpan(List<AgentEvent> events) {
    Map<Long, AgentEvent> bySpan = new HashMap<>();
    events.forEach(event -> bySpan.putIfAbsent(event.spanId(), event));
    return new ArrayList<>(bySpan.values());
  }

  private static void apply(List<Run> after, Map<Long, Run> rows, List<Observation> told) {
    RunChange change = RunChange.between(rows.values(), after, CATALOGUE);
    for (Run row : change.rows()) {
      Run old = rows.put(row.runId(), row);
      assertThat(old == null || row.revision() > old.revision()).isTrue();
    }
    told.addAll(change.observations());
  }

  private static Set<MergedWindow> windows(Collection<Observation> observations) {
    WindowFold fold = new WindowFold(CATALOGUE.foldSettings());
    observations.forEach(fold::add);
    return Set.copyOf(MergedWindow.ofAll(fold.drain()));
  }

  private static List<Run> closed(AgentEvent... events) {
    return RunFixture.closed(List.of(events));
  }

  private static Observation said(Run run) {
    return CATALOGUE.observationOf(run).orElseThrow();
  }
}
