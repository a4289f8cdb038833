package dev.leeway.signals.catalogue;

import static dev.leeway.signals.catalogue.RunFixture.CATALOGUE;
import static dev.leeway.signals.catalogue.RunFixture.closed;
import static dev.leeway.signals.event.SpanFixture.START_MILLIS;
import static dev.leeway.signals.event.SpanFixture.agent;
import static dev.leeway.signals.event.SpanFixture.llm;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.event.ContentRef;
import dev.leeway.signals.event.ContentRole;
import dev.leeway.signals.event.SpanFixture;
import dev.leeway.signals.fact.AnswerFacts;
import dev.leeway.signals.fact.Sketch;
import dev.leeway.signals.run.Run;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AnsweredTest {
  private static final Sketch WORDS = Sketch.ofWords("It is on its way");

  @Test
  void theInputOfTheRootIsThePromptAndTheLastAnswerOfAModelTheAnswer() {
    assertThat(told(List.of(), agent(1).holding(input("a")), model(2, WORDS).holding(input("b"))))
        .singleElement()
        .satisfies(answered -> {
          assertThat(answered.prompt()).isEqualTo(0xaaaa_aaaa_aaaa_aaaaL);
          assertThat(answered.words()).isEqualTo(WORDS);
          assertThat(answered.run().agent().agent()).isEqualTo("shop-assistant");
          assertThat(answered.run().measurements()).isEmpty();
        });
  }

  @Test
  void withoutAnInputOfTheRootItIsThatOfTheFirstCall() {
    assertThat(told(List.of(), agent(1), model(2, WORDS).holding(input("b"))))
        .extracting(Answered::prompt)
        .containsExactly(0xbbbb_bbbb_bbbb_bbbbL);
  }

  @Test
  void whereInputOrAnswerWasNotCapturedThereIsNothingToCompare() {
    assertThat(told(List.of(), agent(1), model(2, WORDS))).isEmpty();
    assertThat(told(List.of(), agent(1).holding(input("a")), llm(2).under(1))).isEmpty();
  }

  @Test
  void anAnswerIsToldOnceWhenItsRunIsOverHoweverOftenTheRunIsCorrected() {
    SpanFixture root = agent(1).holding(input("a"));
    SpanFixture call = model(2, WORDS);
    List<Run> open = RunFixture.at(List.of(root.event()), START_MILLIS);
    assertThat(RunChange.between(List.of(), open, CATALOGUE).answered()).isEmpty();
    assertThat(told(open, root, call)).hasSize(1);

    List<Run> stored = closed(List.of(root.event(), call.event()));
    assertThat(told(stored, root, call, model(3, Sketch.ofWords("Something else")))).isEmpty();
  }

  private static List<Answered> told(List<Run> before, SpanFixture... spans) {
    List<Run> after = closed(Arrays.stream(spans).map(SpanFixture::event).toList());
    return RunChange.between(before, after, CATALOGUE).answered();
  }

  private static SpanFixture model(long id, Sketch words) {
    return llm(id).under(1).fact(AnswerFacts.FORM, "TEXT").fact(AnswerFacts.SKETCH, words.text());
  }

  private static List<ContentRef> input(String digit) {
    return List.of(new ContentRef(ContentRole.INPUT_MESSAGES, digit.repeat(32), 5));
  }
}
