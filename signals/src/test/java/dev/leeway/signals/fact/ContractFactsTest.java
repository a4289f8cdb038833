package dev.leeway.signals.fact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.contract.DeclaredOutput;
import dev.leeway.signals.contract.JsonSchema;
import dev.leeway.signals.contract.OutputContract;
import dev.leeway.signals.contract.OutputReading;
import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.FactSink;
import dev.leeway.signals.event.Facts;
import dev.leeway.signals.event.SpanFixture;
import dev.leeway.signals.window.NamePattern;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ContractFactsTest {
  private static final String PRICED = "{\"type\":\"object\",\"required\":[\"price\"]}";
  private static final AgentEvent MODEL = SpanFixture.llm(1).event();

  @Test
  void anAnswerIsHeldAgainstTheContractOfItsAgentAlsoWhereItsRequestDeclaredNothing() {
    ContractFacts contracts = new ContractFacts(List.of(contract("*", "*")));
    assertThat(standing(contracts, "{\"price\": 3}", "any")).contains("");
    assertThat(standing(contracts, "{}", "any")).contains("price: missing");
    assertThat(standing(contracts, "3 EUR", "any")).contains("expected JSON, came text");
  }

  @Test
  void anotherAgentsContractSaysNothing() {
    ContractFacts contracts = new ContractFacts(List.of(contract("somebody-else", "*")));
    assertThat(standing(contracts, "3 EUR", "any")).isEmpty();
  }

  @Test
  void aContractOfARouteCountsForRunsOfThatRouteOnly() {
    ContractFacts contracts = new ContractFacts(List.of(contract("*", "POST /checkout")));
    assertThat(standing(contracts, "3 EUR", "POST /checkout")).contains("expected JSON, came text");
    assertThat(standing(contracts, "{\"price\": 3}", "POST /checkout")).contains("");
    assertThat(standing(contracts, "3 EUR", "GET /help")).isEmpty();
  }

  @Test
  void ofSeveralContractsABrokenOneIsToldWhereverItStands() {
    OutputContract broken = contract("*", "*");
    OutputContract kept =
        new OutputContract(
            List.of(), List.of(), NamePattern.ANY, DeclaredOutput.fulfilling(schema("{}")));
    assertThat(standing(new ContractFacts(List.of(broken, kept)), "{}", "any"))
        .contains("price: missing");
    assertThat(standing(new ContractFacts(List.of(kept, broken)), "{}", "any"))
        .contains("price: missing");
  }

  @Test
  void anAgentsOwnOutputIsHeldAgainstItToo() {
    ContractFacts contracts = new ContractFacts(List.of(contract("*", "*")));
    AgentEvent agent = SpanFixture.agent(1).event();
    assertThat(ContractFacts.standingOf(facts(contracts, agent, "{}"), "any"))
        .contains("price: missing");
  }

  private static Optional<String> standing(
      ContractFacts contracts, String answer, String operation) {
    return ContractFacts.standingOf(facts(contracts, MODEL, answer), operation);
  }

  private static Facts facts(ContractFacts contracts, AgentEvent span, String answer) {
    FactSink sink = new FactSink();
    contracts.tell(span, OutputReading.of(answer), sink);
    return sink.facts();
  }

  private static OutputContract contract(String agent, String route) {
    return new OutputContract(
        List.of(new NamePattern(agent)),
        List.of(),
        new NamePattern(route),
        DeclaredOutput.fulfilling(schema(PRICED)));
  }

  private static JsonSchema schema(String json) {
    return JsonSchema.parse(json).orElseThrow();
  }
}
