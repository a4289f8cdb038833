package dev.leeway.streamjobs.run;

import static dev.leeway.streamjobs.run.RunHarness.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.Content;
import dev.leeway.signals.event.ContentRef;
import dev.leeway.signals.event.ContentRole;
import dev.leeway.signals.event.EventFlag;
import dev.leeway.signals.grounding.GroundingLimits;
import dev.leeway.signals.grounding.GroundingReader;
import dev.leeway.signals.run.Run;
import dev.leeway.signals.run.RunOutcome;
import dev.leeway.signals.window.Dimensions;
import dev.leeway.signals.window.MergedWindow;
import dev.leeway.storage.row.RunRow;
import dev.leeway.streamjobs.edge.MonitorInput;
import dev.leeway.streamjobs.edge.SpanRecord;
import dev.leeway.streamjobs.edge.Standing;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What texts say about answers, from their arrival to the rows and windows of their runs. */
final class GroundedRunsTest {
  private static final long END = START - 1_000;

  /** On the grid that stored shares lie on. */
  private static final double TWO_THIRDS = Math.rint(2 / 3.0 * 0x1p20) / 0x1p20;

  private static final Said TOOL =
      said(
          Spans.tool(1, 13, 11, END - 900, END - 800, START),
          ContentRole.TOOL_RESULT,
          "{\"order\": \"W2378156\", \"total\": 482.15, \"status\": \"delivered\"}");
  private static final Said ANSWER =
      answer(
          Spans.model(1, 12, 11, END - 700, END - 500, START),
          "Order W2378156 was delivered; its total was $482.15 and it weighed 71.3 kg.");
  private static final Said ROOT = said(Spans.agent(1, 11, END - 1_000, END, START));

  @Test
  void aRunSaysWhichShareOfItsClaimsItsToolsSupport() throws Exception {
    try (RunHarness harness = RunHarness.open()) {
      take(harness, List.of(TOOL, ANSWER, ROOT));
      harness.pass(30);

      Run run = onlyRun(harness);
      assertThat(run.groundingScore()).isEqualTo(TWO_THIRDS);
      assertThat(run.signals())
          .containsEntry("grounding.unsupported", 1.0)
          .containsEntry("grounding.contradiction", 0.0);
      assertThat(run.outcome()).isEqualTo(RunOutcome.OK);
      assertThat(harness.windows())
          .filteredOn(window -> window.signal().equals("grounding.unsupported"))
          .isNotEmpty()
          .allSatisfy(window -> assertThat(window.categories()).containsEntry("SOME", 1L));
      assertThat(harness.storage.lookups()).isZero();
      harness.pass(200);
      assertThat(harness.stateEntries()).isZero();
    }
  }

  @Test
  void aRunWithoutTextsSaysNothingOfIt() throws Exception {
    try (RunHarness harness = RunHarness.open()) {
      harness.take(TOOL.event);
      harness.take(ROOT.event);
      harness.pass(30);

      assertThat(onlyRun(harness).groundingScore()).isNull();
      assertThat(onlyRun(harness).signals()).doesNotContainKey("grounding.unsupported");
    }
  }

  @Test
  void anAnswerOfNothingButInventionsIsUngrounded() throws Exception {
    try (RunHarness harness = RunHarness.open()) {
      take(
          harness,
          List.of(
              TOOL,
              answer(
                  Spans.model(1, 12, 11, END - 700, END - 500, START),
                  "It costs $91.75, comes on 2031-04-17 and weighs 71.3 kg."),
              ROOT));
      harness.pass(30);

      assertThat(onlyRun(harness).groundingScore()).isZero();
      assertThat(onlyRun(harness).outcome()).isEqualTo(RunOutcome.UNGROUNDED);
    }
  }

  @ParameterizedTest(name = "order {0}")
  @ValueSource(ints = {0, 1, 2, 3, 4, 5})
  void whatALogRecordSaysIsEvidenceAndAnswerInAnyOrder(int order) throws Exception {
    AgentEvent call = Spans.model(1, 12, 11, END - 700, END - 500, START);
    Said logged =
        answer(
            Spans.logged(1, 70, 12, END - 500, EventFlag.STANDS_ALONE),
            "Order W2378156 was delivered.");
    List<Said> all = new ArrayList<>(List.of(TOOL, said(call), ROOT, logged));
    Collections.rotate(all, order % 4);
    Collections.swap(all, 0, 1 + order / 2);
    try (RunHarness harness = RunHarness.open()) {
      for (Said one : all) {
        take(harness, List.of(one));
        harness.pass(1);
      }
      harness.pass(30);

      assertThat(onlyRun(harness).groundingScore()).isEqualTo(1);
    }
  }

  @Test
  void theDocumentOfOneRunDoesNotVouchForTheAnswerOfAnother() throws Exception {
    try (RunHarness harness = RunHarness.open()) {
      take(harness, twoRuns());
      harness.pass(30);

      assertThat(harness.storage.visibleRuns())
          .extracting(RunRow::run)
          .extracting(Run::runId, Run::groundingScore)
          .containsExactlyInAnyOrder(tuple(11L, TWO_THIRDS), tuple(21L, 0.0));
      assertThat(harness.storage.lookups()).isZero();
    }
  }

  @Test
  void theGroundingOfRunsIsKeptOfEachSourceThatTheyUsed() throws Exception {
    List<Said> all = new ArrayList<>(twoRuns());
    all.add(said(Spans.using("orders", Spans.tool(1, 14, 11, END - 950, END - 900, START))));
    all.add(said(Spans.using("parcels", Spans.tool(1, 24, 21, END - 950, END - 900, START))));
    all.add(said(Spans.using("users", Spans.tool(1, 15, 11, END - 950, END - 900, START))));
    all.add(said(Spans.using("users", Spans.tool(1, 25, 21, END - 950, END - 900, START))));
    try (RunHarness harness = RunHarness.open()) {
      take(harness, all);
      harness.pass(30);

      assertThat(harness.windows())
          .filteredOn(window -> window.slice().dimension().equals(Dimensions.DATA_SOURCE))
          .filteredOn(window -> window.signal().equals("grounding.score"))
          .extracting(window -> window.slice().value(), MergedWindow::count, MergedWindow::mean)
          .containsExactly(
              tuple("orders", 1L, TWO_THIRDS),
              tuple("parcels", 1L, 0.0),
              tuple("users", 2L, TWO_THIRDS / 2));
      assertThat(harness.windows())
          .filteredOn(window -> window.slice().value().equals("orders"))
          .extracting(MergedWindow::signal)
          .contains("run.outcome", "run.duration", "tool.duration")
          .doesNotContain("cost.run", "complexity.steps")
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void runsWhoseTextsAreTooManyToBeKeptApartAreJudgedFromStorage() throws Exception {
    List<Said> all = new ArrayList<>(twoRuns());
    for (int i = 0; i < 9; i++) {
      AgentEvent step = Spans.agent(1, 40 + i, END - 900, END - 800, START);
      all.add(
          answer(step.placed(40 + i, 11, 0), "Part " + i + " weighs " + (3071 + 13 * i) + " kg."));
    }
    try (RunHarness harness = RunHarness.open()) {
      take(harness, all);
      harness.pass(60);

      assertThat(harness.storage.visibleRuns())
          .extracting(RunRow::run)
          .filteredOn(run -> run.runId() == 21)
          .extracting(Run::groundingScore)
          .containsExactly(0.0);
      assertThat(harness.storage.lookups()).isPositive();
      harness.pass(200);
      assertThat(harness.stateEntries()).isZero();
    }
  }

  @Test
  void runsThatAreJudgedFromStorageTeachWhatIsUsualToo() throws Exception {
    try (RunHarness harness = RunHarness.open()) {
      for (int trace = 1; trace <= 200; trace++) {
        take(harness, twoRunsWithManyTexts(trace));
      }
      harness.pass(120);
      assertThat(harness.storage.lookups()).isPositive();
      assertThat(harness.hits).isEmpty();

      for (int call = 0; call < 60; call++) {
        harness.take(
            Spans.model(900, 100 + call, 11, END - 900 + call, END - 800 + call, harness.now()));
      }
      assertThat(harness.hits)
          .extracting(MonitorInput::hit)
          .extracting("effectText")
          .asString()
          .contains("of 200 runs");
    }
  }

  private static List<Said> twoRunsWithManyTexts(int trace) {
    List<Said> all = new ArrayList<>();
    for (long root : new long[] {11, 21}) {
      all.add(said(Spans.model(trace, root + 1, root, END - 700, END - 500, START)));
      all.add(said(Spans.agent(trace, root, END - 1_000, END, START)));
    }
    for (int i = 0; i < 9; i++) {
      AgentEvent step = Spans.agent(trace, 40 + i, END - 900, END - 800, START);
      all.add(answer(step.placed(40 + i, 11, 0), "Part " + i + " weighs " + (71 + i) + " kg."));
    }
    return all;
  }

  @Test
  void aLateSpanIsJudgedWithTheStoredTextsOfTheOthers() throws Exception {
    try (RunHarness harness = RunHarness.open()) {
      take(harness, List.of(ANSWER, ROOT));
      harness.pass(30);
      assertThat(onlyRun(harness).groundingScore()).isNull();
      take(harness, List.of(TOOL));
      harness.pass(30);

      assertThat(onlyRun(harness).groundingScore()).isEqualTo(TWO_THIRDS);
    }
  }

  @Test
  void whereTheTextsAreGoneTheRunKeepsWhatWasSaidOfThem() throws Exception {
    try (RunHarness harness = RunHarness.open()) {
      take(harness, List.of(TOOL, ANSWER, ROOT));
      harness.pass(30);
      Run before = onlyRun(harness);
      harness.storage.forgetTexts();
      harness.take(Spans.tool(1, 14, 11, END - 400, END - 300, START));
      harness.pass(30);

      assertThat(onlyRun(harness).toolCalls()).isEqualTo(2);
      assertThat(onlyRun(harness).groundingScore()).isEqualTo(before.groundingScore());
      assertThat(onlyRun(harness).signals())
          .containsEntry("grounding.unsupported", 1.0)
          .containsEntry("grounding.novel_words", before.signals().get("grounding.novel_words"));
    }
  }

  @Test
  void aRestoreRemembersWhatWasRead() throws Exception {
    OperatorSubtaskState checkpoint;
    try (RunHarness before = RunHarness.open()) {
      take(before, List.of(TOOL, ANSWER));
      checkpoint = before.checkpoint();
      try (RunHarness after = before.restored(checkpoint)) {
        take(after, List.of(ROOT));
        after.pass(30);

        assertThat(onlyRun(after).groundingScore()).isEqualTo(TWO_THIRDS);
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void orderAndLatenessOfArrivalLeaveTheSameRunsAndWindows(long seed) throws Exception {
    List<Said> all = new ArrayList<>(twoRuns());
    all.add(
        answer(
            Spans.logged(1, 70, 22, END - 500, EventFlag.STANDS_ALONE),
            "Your parcel A77-120-B weighs 12.5 kg."));
    Random random = new Random(seed);
    List<Said> shuffled = new ArrayList<>(all);
    Collections.shuffle(shuffled, random);
    try (RunHarness inOrder = RunHarness.open();
        RunHarness anyhow = RunHarness.open()) {
      take(inOrder, all);
      inOrder.pass(60);
      for (Said one : shuffled) {
        take(anyhow, List.of(one));
        anyhow.pass(random.nextInt(12));
      }
      anyhow.pass(60);

      assertThat(sorted(anyhow)).isEqualTo(sorted(inOrder));
      assertThat(anyhow.windows())
          .extracting(MergedWindow::toString)
          .isEqualTo(inOrder.windows().stream().map(MergedWindow::toString).toList());
    }
  }

  /** Two runs side by side; what the first one's tool found is what the second one claims. */
  private static List<Said> twoRuns() {
    return List.of(
        TOOL,
        ANSWER,
        ROOT,
        said(Spans.agent(1, 21, END - 1_000, END, START)),
        said(
            Spans.tool(1, 23, 21, END - 900, END - 800, START),
            ContentRole.TOOL_RESULT,
            "{\"parcel\": \"A77-120-B\"}"),
        answer(
            Spans.model(1, 22, 21, END - 700, END - 500, START),
            "The total of order W2378156 was $482.15."));
  }

  private static List<Run> sorted(RunHarness harness) {
    return harness.storage.visibleRuns().stream()
        .map(RunRow::run)
        .sorted(Comparator.comparingLong(Run::runId))
        .toList();
  }

  private static void take(RunHarness harness, List<Said> all) throws Exception {
    for (Said one : all) {
      one.contents.forEach(harness.storage::keep);
      harness.take(one.record());
    }
  }

  private static Run onlyRun(RunHarness harness) {
    List<RunRow> rows = harness.storage.visibleRuns();
    assertThat(rows).hasSize(1);
    return rows.getFirst().run();
  }

  private static Said answer(AgentEvent event, String text) {
    return said(
        event,
        ContentRole.OUTPUT_MESSAGES,
        "[{\"role\": \"assistant\", \"parts\": [{\"type\": \"text\", \"content\": \"%s\"}]}]"
            .formatted(text));
  }

  private static Said said(AgentEvent event, ContentRole role, String text) {
    String hash = HexFormat.of().toHexDigits(text.hashCode()).repeat(4);
    return new Said(event, List.of(new Content(new ContentRef(role, hash, text.length()), text)));
  }

  private static Said said(AgentEvent silent) {
    return new Said(silent, List.of());
  }

  /** A span with its texts. */
  private record Said(AgentEvent like, List<Content> contents, AgentEvent event) {
    Said(AgentEvent like, List<Content> contents) {
      this(like, contents, Spans.saying(like, contents));
    }

    SpanRecord record() {
      GroundingReader reader = new GroundingReader(GroundingLimits.ofJob());
      return Spans.record(event, Standing.UNASKED, reader.read(event, contents));
    }
  }
}
