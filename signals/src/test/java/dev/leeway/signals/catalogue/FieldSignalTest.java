package dev.leeway.signals.catalogue;

import static dev.leeway.signals.catalogue.RunFixture.CATALOGUE;
import static dev.leeway.signals.catalogue.RunFixture.run;
import static dev.leeway.signals.event.SpanFixture.agent;
import static dev.leeway.signals.event.SpanFixture.llm;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.leeway.signals.event.SpanFixture;
import dev.leeway.signals.fact.AnswerFacts;
import dev.leeway.signals.run.Run;
import dev.leeway.signals.window.Measurement;
import dev.leeway.signals.window.Observation;
import dev.leeway.signals.window.WindowFold;
import dev.leeway.signals.window.WindowPartial;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Signals that fields of answers say: {@code contract.number} and {@code contract.value}. */
final class FieldSignalTest {
  private static final SpanFixture ANSWER =
      llm(2)
          .under(1)
          .at(100, 400)
          .fact(AnswerFacts.FORM, "JSON")
          .fact(AnswerFacts.SHAPE, "json {price: number, status: text}")
          .fact(AnswerFacts.FIELD_PREFIX + "price", 19.5)
          .fact(AnswerFacts.VALUE_PREFIX + "status", "done");

  @Test
  void eachFieldIsAnObservationOfItsOwn() {
    Run run = run(agent(1).at(0, 900), ANSWER);

    assertThat(run.categories())
        .containsEntry("contract.number", "price=19.5")
        .containsEntry("contract.value", "status=done");
    assertThat(fieldsOf(run))
        .extracting(Observation::dimensions, Observation::measurements)
        .containsExactly(
            tuple(
                Map.of("field", "price of agent"),
                List.of(Measurement.number("contract.number", 19.5))),
            tuple(
                Map.of("field", "status of agent"),
                List.of(Measurement.category("contract.value", "done"))));
    assertThat(CATALOGUE.observationOf(run).orElseThrow().measurements())
        .extracting(Measurement::signal)
        .doesNotContain("contract.number", "contract.value");
  }

  @Test
  void anAnswerOfManyFieldsIsAnObservationOfEach() {
    SpanFixture order =
        ANSWER
            .fact(AnswerFacts.FIELD_PREFIX + "quantity", 2)
            .fact(AnswerFacts.FIELD_PREFIX + "n".repeat(180), 123_456_789.25)
            .fact(AnswerFacts.FIELD_PREFIX + "x".repeat(190), 123_456_789.25)
            .fact(AnswerFacts.VALUE_PREFIX + "kind", "express");

    Run run = run(agent(1).at(0, 900), order);

    assertThat(fieldsOf(run))
        .extracting(said -> said.dimensions().get("field"))
        .contains("price of agent", "quantity of agent", "kind of agent", "status of agent")
        .noneMatch(field -> field.startsWith("x"));
    assertThat(fieldsOf(run))
        .filteredOn(said -> said.dimensions().containsValue("quantity of agent"))
        .singleElement()
        .satisfies(said ->
            assertThat(said.measurements())
                .containsExactly(Measurement.number("contract.number", 2)));
  }

  @Test
  void rowsInWhichFieldsRanTogetherSayNothing() {
    assertThat(new AnswerNumbers().measurementOf("19.5 quantity=2.0")).isEmpty();
    assertThat(new AnswerWords().measurementOf("true status=done")).isEmpty();
  }

  @Test
  void windowsKeepThemForTheFieldAlone() {
    WindowFold fold = new WindowFold(CATALOGUE.foldSettings());
    fieldsOf(run(agent(1).at(0, 900), ANSWER)).forEach(fold::add);

    assertThat(fold.drain())
        .extracting(partial -> partial.slice().value(), WindowPartial::signal)
        .containsExactlyInAnyOrder(
            tuple("price of agent", "contract.number"), tuple("status of agent", "contract.value"));
  }

  @Test
  void aCorrectedRunTakesBackWhatItsFieldsHadSaid() {
    Run before = run(agent(1).at(0, 900), ANSWER);
    SpanFixture later =
        llm(3)
            .under(1)
            .at(500, 300)
            .fact(AnswerFacts.FORM, "JSON")
            .fact(AnswerFacts.FIELD_PREFIX + "price", 7);
    Run after = run(agent(1).at(0, 900), ANSWER, later);
    WindowFold fold = new WindowFold(CATALOGUE.foldSettings());
    RunChange.between(List.of(), List.of(before), CATALOGUE).observations().forEach(fold::add);
    RunChange.between(List.of(before), List.of(after), CATALOGUE).observations().forEach(fold::add);

    assertThat(fold.drain())
        .filteredOn(partial -> partial.slice().dimension().equals("field"))
        .filteredOn(partial -> partial.count() != 0)
        .singleElement()
        .satisfies(partial -> {
          assertThat(partial.slice().value()).isEqualTo("price of agent");
          assertThat(partial.count()).isOne();
          assertThat(partial.sum()).isEqualTo(7);
        });
  }

  private static List<Observation> fieldsOf(Run run) {
    return CATALOGUE.partsOf(run).stream()
        .filter(said -> said.dimensions().containsKey("field"))
        .toList();
  }
}
