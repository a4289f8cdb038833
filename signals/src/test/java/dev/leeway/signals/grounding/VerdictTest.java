package dev.leeway.signals.grounding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class VerdictTest {

  @ParameterizedTest(name = "{0} supports {1}")
  @CsvSource(
      delimiter = ';',
      value = {
        "{\"total\": 1234.50}; The total is $1,234.50",
        "{\"total\": 1234.50}; Summe: 1.234,50 €",
        "{\"total_cents\": 5404}; The total is $54.04",
        "{\"departs\": \"2024-05-11T14:28:00\"}; It departs on May 11 at 2:28 PM",
        "{\"departs\": \"2024-05-11T14:28:00\"}; Abflug am 11.05.2024 um 14:28 Uhr",
        "{\"discount\": 0.15}; You get 15% off",
        "{\"minutes\": 150}; It takes 2.5 hours",
        "{\"order_id\": \"#W2378156\"}; Your order w2378156 is here",
        "{\"payment\": \"credit_card_4421486\"}; We charged the card 4421486",
        "{\"last_four\": \"7803\"}; We charged the card ending in 7803",
        "{\"name\": {\"first_name\": \"Omar\", \"last_name\": \"Davis\"}}; The guest is Omar Davis",
        "{\"weight\": \"1.5 kg\"}; It weighs 1500 g",
        "There are twenty-five seats; There are 25 seats",
        "Opening hours: 9am to 5pm; We open at 9:00 until 17:00",
        "See https://www.example.com/help/; It is at http://example.com/help",
        "The policy says: refunds take up to ten days.; \"the policy says refunds take up to\"",
      })
  void theSameValueInAnotherFormatIsSupported(String evidence, String answer) {
    GroundingFixture run = new GroundingFixture().tool(evidence).answer(answer);
    assertThat(run.result().claims()).isNotEmpty();
    assertThat(run.verdicts()).allMatch(verdict -> verdict.startsWith("SUPPORTED"));
    assertThat(run.result().score()).isEqualTo(OptionalDouble.of(1));
  }

  @ParameterizedTest(name = "{0} leads to {1}")
  @CsvSource(
      delimiter = ';',
      value = {
        "{\"points\": 3412}; You have about 3.4k points",
        "{\"points\": 3412}; You have about 3,400 points",
        "{\"mean\": 45.237}; The mean is 45.24",
        "{\"items\": [{\"price\": 19.99}, {\"price\": 5.01}, {\"price\": 29.04}]}; Sum: $54.04",
        "{\"cart\": [{\"price\": 10.5, \"quantity\": 3}, {\"price\": 7, \"quantity\": 1}]}; $38.50",
        "{\"price\": 540, \"discount\": 85}; You pay $455",
        "{\"fare\": 166}; For 3 people it is $498",
        "{\"sold\": 45, \"offered\": 180}; 25% were sold",
        "{\"before\": 80, \"after\": 92}; It rose by 15%",
        "{\"departs\": \"06:15\", \"arrives\": \"08:45\"}; It takes 2.5 hours",
      })
  void whatFollowsFromTheEvidenceIsDerived(String evidence, String answer) {
    assertThat(new GroundingFixture().tool(evidence).answer(answer).verdicts())
        .last()
        .matches(verdict -> verdict.startsWith("DERIVED"));
  }

  @Test
  void whatTheAnswerAddsUpBesideIsDerived() {
    GroundingFixture run = new GroundingFixture();
    StringBuilder prices = new StringBuilder("{\"prices\": [105, 263");
    for (int i = 0; i < 80; i++) {
      prices.append(", ").append(100 + 7 * i);
    }
    run.tool(prices + "]}").answer("The upgrade is $105 + $263 = $368.");
    assertThat(run.verdicts()).containsExactly("SUPPORTED $105", "SUPPORTED $263", "DERIVED $368");
  }

  @Test
  void aHitAmongManyPairsProvesNothing() {
    StringBuilder prices = new StringBuilder("{\"prices\": [3");
    for (int i = 0; i < 80; i++) {
      prices.append(", ").append(100 + 7 * i);
    }
    assertThat(new GroundingFixture().tool(prices + "]}").answer("It costs $445.").verdicts())
        .containsExactly("UNDECIDED $445");
  }

  @Test
  void anotherValueUnderTheSameLabelContradicts() {
    GroundingFixture run =
        new GroundingFixture().tool("{\"total\": 54.04, \"id\": \"A1\"}").answer("Total: $45.04.");
    assertThat(run.verdicts()).containsExactly("CONTRADICTED $45.04");
    assertThat(run.result().claims().getFirst().evidence())
        .isEqualTo(Optional.of(new CheckedClaim.Seen(1, EvidenceRole.TOOL_RESULT, "54.04")));
    assertThat(run.result().signals())
        .containsEntry("grounding.contradiction", 1.0)
        .containsEntry("grounding.unsupported", 1.0)
        .containsEntry("grounding.score", 0.0);
  }

  @Test
  void anotherDateUnderTheSameLabelContradicts() {
    assertThat(
            new GroundingFixture()
                .tool("{\"delivery_date\": \"2024-05-21\"}")
                .answer("Your delivery date is May 22, 2024.")
                .verdicts())
        .containsExactly("CONTRADICTED May 22, 2024");
  }

  @Test
  void aLabelWithSeveralValuesContradictsNothing() {
    assertThat(
            new GroundingFixture()
                .tool("{\"items\": [{\"price\": 1901}, {\"price\": 2855}]}")
                .answer("The price is $777.77.")
                .verdicts())
        .containsExactly("UNSUPPORTED $777.77");
  }

  @Test
  void inventedValuesAreUnsupported() {
    assertThat(
            new GroundingFixture()
                .document("The X200 costs 199 euros and weighs 1.2 kg. Contact: help@acme.example")
                .user("How much is the X200?")
                .answer(
                    "The X200 costs €249.99 and the X310 ships on 3 May. Mail sales@acme.example or"
                        + " ask our Marie Dupont.")
                .verdicts())
        .containsExactly(
            "SUPPORTED X200",
            "UNSUPPORTED €249.99",
            "UNSUPPORTED X310",
            "UNSUPPORTED 3 May",
            "UNSUPPORTED sales@acme.example",
            "UNSUPPORTED Marie Dupont");
  }

  @Test
  void anInventedQuotationIsUnsupported() {
    assertThat(
            new GroundingFixture()
                .document("Refunds are paid within ten days of the return of the goods.")
                .answer("It says \"refunds are always paid in full within one hour\" there.")
                .verdicts())
        .containsExactly("UNSUPPORTED refunds are always paid in full within one hour");
  }

  @Test
  void theSameNumberOfAnotherUnitIsNoSupport() {
    assertThat(
            new GroundingFixture()
                .tool("{\"weight\": \"54 kg\"}")
                .answer("It costs $54.00.")
                .verdicts())
        .containsExactly("UNSUPPORTED $54.00");
  }

  @Test
  void theQuestionsNumbersMayBeRepeated() {
    assertThat(
            new GroundingFixture()
                .tool("{\"found\": true}")
                .user("I have 350 dollars, order W123456, until May 6th.")
                .answer("With $350.00 for W123456 until 6 May you are fine.")
                .result()
                .unsupported())
        .isZero();
  }

  @Test
  void withoutEvidenceThereIsNoScore() {
    GroundingFixture run =
        new GroundingFixture().user("When was Rome founded?").answer("Rome was founded in 753.");
    assertThat(run.result().score()).isEmpty();
    assertThat(run.result().signals()).isEmpty();
  }

  @Test
  void aLongTextOfTheUserIsEvidence() {
    StringBuilder text = new StringBuilder("Summarise: revenue grew to 4,711 units. ");
    for (int i = 0; i < 80; i++) {
      text.append((char) ('a' + i % 26)).append((char) ('a' + i / 26)).append("xyz ");
    }
    assertThat(
            new GroundingFixture()
                .user(text.toString())
                .answer("It grew to 4712.")
                .result()
                .score())
        .isEqualTo(OptionalDouble.of(0));
  }

  @Test
  void evidenceNamesTheFirstSpanAndTheStrongestRole() {
    GroundingResult result =
        new GroundingFixture()
            .user("What about W123456?")
            .tool("{\"order\": \"W123456\"}")
            .answer("W123456 is on its way.")
            .result();
    assertThat(result.claims().getFirst().evidence())
        .isEqualTo(Optional.of(new CheckedClaim.Seen(1, EvidenceRole.TOOL_RESULT, "")));
  }
}
