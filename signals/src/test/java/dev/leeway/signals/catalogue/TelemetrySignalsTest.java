package dev.leeway.signals.catalogue;

import static dev.leeway.signals.catalogue.RunFixture.CATALOGUE;
import static dev.leeway.signals.catalogue.RunFixture.value;
import static dev.leeway.signals.event.SpanFixture.START_MILLIS;
import static dev.leeway.signals.event.SpanFixture.agent;
import static dev.leeway.signals.event.SpanFixture.llm;
import static dev.leeway.signals.event.SpanFixture.tool;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.event.AgentSource;
import dev.leeway.signals.event.EventFlag;
import dev.leeway.signals.event.SpanFixture;
import dev.leeway.signals.fact.TelemetryFacts;
import dev.leeway.signals.window.Measurement;
import dev.leeway.signals.window.Observation;
import dev.leeway.signals.window.Slice;
import org.junit.jupiter.api.Test;

final class TelemetrySignalsTest {
  private static final String COVERAGE = "telemetry.coverage";
  private static final String UNMAPPED = "telemetry.unmapped";
  private static final String SKEW = "telemetry.skew";

  @Test
  void aRunWhoseParentsAllCameIsCovered() {
    assertThat(value(COVERAGE, agent(1), llm(2).under(1), tool(3, "search").under(1))).hasValue(1);
  }

  @Test
  void theParentOfTheRootIsSomebodyElses() {
    assertThat(value(COVERAGE, agent(1).under(99), llm(2).under(1))).hasValue(1);
  }

  @Test
  void aParentThatNeverCameIsMissingOnceHoweverManyNameIt() {
    assertThat(
            value(
                COVERAGE,
                agent(1),
                llm(2).under(50).at(100, 200),
                tool(3, "search").under(50).at(300, 400)))
        .hasValue(0.75);
  }

  @Test
  void parentsInACircleDidCome() {
    assertThat(
            value(COVERAGE, agent(1), llm(2).under(3).at(100, 200), llm(3).under(2).at(100, 200)))
        .hasValue(1);
  }

  @Test
  void whatASamplerLeftOutIsNotMissing() {
    SpanFixture sampled = agent(1).fact(TelemetryFacts.KEPT, 0.25);
    assertThat(value(COVERAGE, sampled, llm(2).under(1))).hasValue(1);
    assertThat(value("telemetry.sampled", sampled, llm(2).under(1))).hasValue(0.25);
    assertThat(value("telemetry.sampled", agent(1), llm(2).under(1))).isEmpty();
  }

  @Test
  void aLateSpanIsToldInTheMinuteInWhichItCameByItsAgentsClock() {
    long clock = START_MILLIS + 91_000;
    Observation late =
        CATALOGUE
            .observationOfLate(tool(2, "search").under(1).at(0, 1_000).event(), clock)
            .orElseThrow();
    assertThat(late.atMillis()).isEqualTo(clock);
    assertThat(late.agent()).isEqualTo(Slice.ofAgent("default", "production", "shop-assistant"));
    assertThat(late.measurements()).containsExactly(Measurement.number("telemetry.late", 90));
  }

  @Test
  void aSpanWhoseTimesAreInNoWindowIsNotLate() {
    assertThat(
            CATALOGUE.observationOfLate(
                agent(1).flagged(EventFlag.IN_FUTURE).event(), START_MILLIS))
        .isEmpty();
  }

  @Test
  void unmappedAttributesAreCountedForEachSpan() {
    assertThat(value(UNMAPPED, agent(1).fact(TelemetryFacts.UNMAPPED, 3), llm(2).under(1)))
        .hasValue(1.5);
    assertThat(value(UNMAPPED, agent(1), llm(2).under(1))).isEmpty();
  }

  @Test
  void aChildInAnotherProcessThatBeginsBeforeItsParentShowsAnotherClock() {
    SpanFixture remote = tool(2, "search").under(1).by(process("pod-2"));
    assertThat(value(SKEW, agent(1).at(1_500, 2_000), remote.at(0, 500))).hasValue(1_500);
    assertThat(value(SKEW, agent(1).at(900, 2_000), remote.at(0, 500))).isEmpty();
  }

  @Test
  void withinOneProcessItIsALibrarysManner() {
    assertThat(value(SKEW, agent(1).at(1_800, 1_900), tool(2, "search").under(1).at(0, 500)))
        .isEmpty();
  }

  @Test
  void aSpanThatEndsAfterItCameShowsAClockThatIsAhead() {
    SpanFixture ahead = agent(1).at(0, 9_000).appended(START_MILLIS + 2_000);
    assertThat(value(SKEW, ahead)).hasValue(7_000);
    assertThat(value(SKEW, ahead.flagged(EventFlag.SYNTHETIC_DURATION))).isEmpty();
  }

  private static AgentSource process(String instance) {
    return new AgentSource(
        "default", "production", "search", "1.4.2", instance, "shop-assistant", "1.4.2");
  }
}
