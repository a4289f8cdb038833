package dev.leeway.signals.grounding;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ToolGroundingTest {

  @Test
  void anIdFromNowhereIsUngrounded() {
    GroundingResult result =
        new GroundingFixture()
            .user("Please cancel my order W7553978.")
            .call("get_order", "{\"order_id\": \"W7553978\"}")
            .tool("{\"items\": [\"4421486\"]}")
            .call("cancel_item", "{\"order_id\": \"W7553978\", \"item\": \"9999999\"}")
            .result();
    assertThat(result.ungroundedArguments()).isEqualTo(1);
    assertThat(result.signals()).containsEntry("tool.args_ungrounded", 1.0);
  }

  @Test
  void whatEveryToolRefusedDidNothing() {
    GroundingFixture refused =
        new GroundingFixture()
            .user("Please pay for my order W7553978.")
            .proposedCall("pay", "{\"card\": \"credit_card_4421486\"}")
            .refusedCall("pay", "{\"card\": \"credit_card_4421486\"}")
            .tool("Error: payment method not found");
    assertThat(refused.result().ungroundedArguments()).isZero();

    refused.call("pay_later", "{\"card\": \"credit_card_4421486\"}");
    assertThat(refused.result().ungroundedArguments()).isEqualTo(1);
  }

  @Test
  void aCallWhoseEndNobodyToldIsNoRefusal() {
    assertThat(
            new GroundingFixture()
                .user("Please pay for my order W7553978.")
                .proposedCall("pay", "{\"card\": \"credit_card_4421486\"}")
                .result()
                .ungroundedArguments())
        .isEqualTo(1);
  }

  @Test
  void whatIsLearntOnlyLaterIsNoGround() {
    assertThat(
            new GroundingFixture()
                .user("Please cancel my order.")
                .call("get_order", "{\"order_id\": \"W7553978\"}")
                .tool("{\"order_id\": \"W7553978\"}")
                .result()
                .ungroundedArguments())
        .isEqualTo(1);
  }

  @Test
  void wordsFlagsSmallNumbersAndProseAreTheAgentsOwn() {
    assertThat(
            new GroundingFixture()
                .user("Find me headphones.")
                .call(
                    "search",
                    """
                    {"query": "noise cancelling headphones of 2024 under 200", "limit": 5,
                     "cabin": "economy", "exact": true, "page": 1, "flight_type": "one_way"}
                    """)
                .result()
                .ungroundedArguments())
        .isZero();
  }

  @Test
  void aQuantityThatNobodySaidIsUngrounded() {
    assertThat(
            new GroundingFixture()
                .user("Order nuggets for me.")
                .call("order", "{\"item\": \"nuggets\", \"quantity\": 260}")
                .result()
                .ungroundedArguments())
        .isEqualTo(1);
  }

  @Test
  void sumsAndRelabelledDatesAreGrounded() {
    assertThat(
            new GroundingFixture()
                .user("Book both on May 20th.")
                .tool("{\"out\": 133.25, \"back\": 166.5}")
                .call("book", "{\"date\": \"2024-05-20\", \"amount\": 299.75}")
                .result()
                .ungroundedArguments())
        .isZero();
  }

  @Test
  void valuesOfTheOfferedSchemaAreGrounded() {
    assertThat(
            new GroundingFixture()
                .user("Use the big model.")
                .system(
                    "[{\"name\":\"run\",\"parameters\":{\"model\":{\"enum\":[\"gpt-4o-2024\"]}}}]")
                .call("run", "{\"model\": \"gpt-4o-2024\"}")
                .result()
                .ungroundedArguments())
        .isZero();
  }

  @Test
  void withoutTheUsersWordsArgumentsAreUndecided() {
    GroundingResult result =
        new GroundingFixture().call("get_order", "{\"order_id\": \"W7553978\"}").result();
    assertThat(result.ungroundedArguments()).isZero();
    assertThat(result.signals()).doesNotContainKey("tool.args_ungrounded");
  }

  @Test
  void aClaimedActionNeedsACall() {
    GroundingFixture run =
        new GroundingFixture()
            .user("Cancel it and refund me.")
            .call("cancel_order", "{}")
            .tool("{\"status\": \"ok\"}")
            .answer("I have cancelled your order. I've also refunded the whole amount to you.");
    assertThat(run.result().actions())
        .extracting(ClaimedAction::matched)
        .containsExactly(true, false);
  }

  @Test
  void whatTheToolSaysItDidMatches() {
    assertThat(
            new GroundingFixture()
                .call("processCancellation", "{}")
                .tool("{\"status\": \"cancelled\", \"refunded\": true}")
                .answer("I have cancelled it and it has been successfully refunded.")
                .result()
                .unmatchedActions())
        .isZero();
  }

  @Test
  void offersConditionsAndOthersDeedsAreNoActions() {
    assertThat(
            new GroundingFixture()
                .call("get_order", "{}")
                .answer(
                    "I can cancel it. Once I have cancelled it you will be refunded. You have"
                        + " booked a flight. I have not sent it. It will be refunded.")
                .result()
                .actions())
        .isEmpty();
  }

  @Test
  void withoutToolsActionsAreNotJudged() {
    assertThat(new GroundingFixture().answer("I have cancelled your order.").result().actions())
        .isEmpty();
  }

  @Test
  void aConfidentAnswerAfterAnEmptyRetrievalIsTold() {
    GroundingFixture run =
        new GroundingFixture()
            .user("Do you have the X310?")
            .call("search", "{\"q\": \"X310\"}")
            .tool("{\"status\": \"ok\", \"results\": []}")
            .answer("Yes, the X310 is in stock and ships to you within two days.");
    assertThat(run.result().confidentEmpty()).isTrue();
    assertThat(run.result().signals()).containsEntry("grounding.confident_empty", 1.0);
  }

  @Test
  void anHonestAnswerAfterAnEmptyRetrievalIsNot() {
    for (String honest :
        new String[] {
          "I'm sorry, I couldn't find the X310 in our catalogue at the moment.",
          "Leider habe ich das X310 in unserem Katalog nicht gefunden.",
          "Désolé, aucun résultat pour le X310 dans notre catalogue en ligne.",
          "No encontré el X310 en nuestro catálogo de productos disponibles ahora mismo.",
          "Could you tell me more about the X310 that you are looking for?",
        }) {
      GroundingFixture run = new GroundingFixture().tool("[]").answer(honest);
      assertThat(run.result().confidentEmpty()).as(honest).isFalse();
    }
  }

  @Test
  void oneFullRetrievalIsEnough() {
    assertThat(
            new GroundingFixture()
                .tool("[]")
                .tool("{\"results\": [{\"name\": \"X310\"}]}")
                .answer("Yes, the X310 is in stock and ships to you within two days.")
                .result()
                .confidentEmpty())
        .isFalse();
  }
}
