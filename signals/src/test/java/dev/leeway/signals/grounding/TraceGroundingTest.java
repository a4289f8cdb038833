package dev.leeway.signals.grounding;

import static dev.leeway.signals.event.SpanFixture.agent;
import static dev.leeway.signals.event.SpanFixture.llm;
import static dev.leeway.signals.event.SpanFixture.tool;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.leeway.signals.event.EventFlag;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TraceGroundingTest {
  private static final GroundingLimits LIMITS = GroundingLimits.ofJob();
  private final GroundingReader reader = new GroundingReader(LIMITS);

  @Test
  void spansOfOneParentShareAPlaceAndARunHasItsOwn() {
    assertThat(TraceGrounding.placeOf(llm(5).under(2).event())).isEqualTo(2);
    assertThat(TraceGrounding.placeOf(tool(6, "find").under(2).event())).isEqualTo(2);
    assertThat(TraceGrounding.placeOf(agent(2).under(1).event())).isEqualTo(2);
    assertThat(TraceGrounding.placeOf(llm(5).event())).isEqualTo(5);
  }

  @Test
  void whatALogRecordSaysStandsAtTheSpanThatItIsAbout() {
    assertThat(TraceGrounding.placeOf(agent(70).under(12).flagged(EventFlag.SUPPLEMENT).event()))
        .isEqualTo(12);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void orderAndRepetitionDontMatter(long seed) {
    int places = seed % 2 == 0 ? 4 : 12;
    List<Integer> order = new ArrayList<>();
    for (int i = 1; i <= 24; i++) {
      order.add(i);
    }
    TraceGrounding inOrder = TraceGrounding.ofOpenTrace();
    order.forEach(i -> inOrder.add(1 + i % places, document(i)));
    order.addAll(order.subList(3, 9));
    Collections.shuffle(order, new Random(seed));
    TraceGrounding shuffled = TraceGrounding.ofOpenTrace();
    order.forEach(i -> shuffled.add(1 + i % places, document(i)));

    assertThat(shuffled.bytes()).isEqualTo(inOrder.bytes());
    assertThat(inOrder.wholeOnly()).isEqualTo(places > 8);
  }

  @Test
  void apartOrAsOneTheWholeIsTheSame() {
    TraceGrounding apart = new TraceGrounding(LIMITS, 100, Integer.MAX_VALUE);
    TraceGrounding asOne = new TraceGrounding(LIMITS, 1, Integer.MAX_VALUE);
    for (int i = 1; i <= 20; i++) {
      apart.add(i, document(i));
      asOne.add(i, document(i));
    }

    assertThat(asOne.wholeOnly()).isTrue();
    assertThat(asOne.places()).isEmpty();
    assertThat(apart.places()).hasSize(20);
    assertThat(apart.whole().map(RunGrounding::bytes).orElseThrow())
        .isEqualTo(asOne.whole().map(RunGrounding::bytes).orElseThrow());
  }

  @Test
  void placesAreJudgedApart() {
    TraceGrounding trace = TraceGrounding.ofOpenTrace();
    trace.add(1, document(1));
    trace.add(2, answer("It weighs 1007 kg."));

    assertThat(score(trace, 1L, 2L)).isEqualTo(1);
    assertThat(trace.at(List.of(2L)).orElseThrow().result().score()).isEmpty();
    assertThat(trace.at(List.of(3L))).isEmpty();
  }

  /** However long the trace is: what the job keeps of it while it is open. */
  @Test
  void anOpenTraceKeepsAtMost48KilobytesAndOfOneRunAtMost20() {
    TraceGrounding trace = TraceGrounding.ofOpenTrace();
    TraceGrounding oneRun = new TraceGrounding(LIMITS, 1, Integer.MAX_VALUE);
    for (int i = 1; i <= 200; i++) {
      byte[] read = i % 3 == 0 ? answer(numbers(i, 40)) : document(i);
      trace.add(1 + i % 5, read);
      oneRun.add(1, read);
      assertThat(trace.size()).isLessThanOrEqualTo(49_152);
      assertThat(oneRun.size()).isLessThanOrEqualTo(20_480);
    }
    assertThat(oneRun.whole().orElseThrow().hashes()).isLessThanOrEqualTo(1_184);
  }

  @Test
  void spansWithoutTextsCostNothing() {
    assertThat(reader.read(llm(5).event(), List.of())).isEmpty();
    TraceGrounding trace = TraceGrounding.ofOpenTrace();
    trace.add(1, new byte[0]);
    assertThat(trace.isEmpty()).isTrue();
    assertThat(trace.whole()).isEmpty();
  }

  @Test
  void bytesComeBackAndThoseOfEachVersionAreReadForEver() throws IOException {
    TraceGrounding trace = TraceGrounding.ofOpenTrace();
    trace.add(7, answer("The box weighs 1007 kg."));
    trace.add(9, answer("It came on 2026-04-17."));
    assertThat(TraceGrounding.of(trace.bytes()).bytes()).isEqualTo(trace.bytes());

    assertThat(HexFormat.of().formatHex(trace.bytes())).isEqualTo(golden("v1-runs-v2"));
    for (String version : List.of("v1", "v1-runs-v2")) {
      byte[] stored = HexFormat.of().parseHex(golden(version));
      assertThat(TraceGrounding.of(stored).places()).containsOnly(7L, 9L);
      assertThat(TraceGrounding.of(stored).whole().orElseThrow().result())
          .isEqualTo(trace.whole().orElseThrow().result());
    }
  }

  private static String golden(String version) throws IOException {
    String name = "trace-grounding-" + version + ".hex";
    try (var file = TraceGroundingTest.class.getResourceAsStream(name)) {
      return new String(file.readAllBytes(), StandardCharsets.US_ASCII).strip();
    }
  }

  @Test
  void bytesOfAnotherVersionAreRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> TraceGrounding.of(new byte[] {9, 0}));
  }

  private static double score(TraceGrounding trace, Long... places) {
    return trace.at(List.of(places)).orElseThrow().result().score().orElseThrow();
  }

  private byte[] document(int i) {
    RunGrounding run = new RunGrounding(LIMITS);
    reader.evidence(run, EvidenceRole.DOCUMENT, 100 + i, i, numbers(i, 40));
    return run.bytes();
  }

  private byte[] answer(String text) {
    RunGrounding run = new RunGrounding(LIMITS);
    reader.answer(run, 900, 900, text);
    return run.bytes();
  }

  private static String numbers(int seed, int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append("item").append((char) ('a' + seed % 26)).append((char) ('a' + i % 26));
      text.append(" weighs ").append(1_000 + 7 * seed + 211 * i).append(" kg. ");
    }
    return text.toString();
  }
}
