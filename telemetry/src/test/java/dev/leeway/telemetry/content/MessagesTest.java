package dev.leeway.telemetry.content;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class MessagesTest {
  @Test
  void opentelemetrysShapeIsKeptAsItCame() {
    String text = "[ {\"role\":\"user\", \"parts\":[{\"type\":\"text\",\"content\":\"hi\"}]} ]";
    String compact = text.strip().replace("[ {", "[{");
    assertThat(Messages.normalise(compact, "user")).isSameAs(compact);
  }

  @Test
  void plainTextIsOneMessage() {
    assertThat(Messages.normalise("Where is my order?", "user"))
        .isEqualTo(
            "[{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"content\":\"Where is my"
                + " order?\"}]}]");
  }

  @Test
  void openAisMessagesBecomeParts() {
    assertThat(
            Messages.normalise(
                """
                [{"role":"system","content":"Be brief."},
                 {"role":"user","content":[{"type":"text","text":"Price?"}]},
                 {"role":"assistant","content":null,"tool_calls":[{"id":"c1","type":"function",
                   "function":{"name":"get_price","arguments":"{\\"sku\\":\\"A\\"}"}}]},
                 {"role":"tool","tool_call_id":"c1","content":"{\\"price\\":189}"}]
                """,
                "user"))
        .isEqualTo(
            "[{\"role\":\"system\",\"parts\":[{\"type\":\"text\",\"content\":\"Be brief.\"}]},"
                + "{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"content\":\"Price?\"}]},"
                + "{\"role\":\"assistant\",\"parts\":[{\"type\":\"tool_call\",\"id\":\"c1\","
                + "\"name\":\"get_price\",\"arguments\":{\"sku\":\"A\"}}]},"
                + "{\"role\":\"tool\",\"parts\":[{\"type\":\"tool_call_response\",\"id\":\"c1\","
                + "\"response\":{\"price\":189}}]}]");
  }

  @Test
  void responsesItemsBecomeMessages() {
    assertThat(
            Messages.normalise(
                """
                {"input":[{"type":"message","role":"user","content":[{"type":"input_text","text":"Hi"}]},
                 {"type":"function_call","call_id":"c1","name":"find","arguments":"{}"},
                 {"type":"function_call_output","call_id":"c1","output":"none"}]}
                """,
                "user"))
        .isEqualTo(
            "[{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"content\":\"Hi\"}]},"
                + "{\"role\":\"assistant\",\"parts\":[{\"type\":\"tool_call\",\"id\":\"c1\","
                + "\"name\":\"find\",\"arguments\":{}}]},"
                + "{\"role\":\"tool\",\"parts\":[{\"type\":\"tool_call_response\",\"id\":\"c1\","
                + "\"response\":\"none\"}]}]");
  }

  @Test
  void aChoiceKeepsItsFinishReason() {
    String normalised =
        Messages.normalise(
            "{\"choices\":[{\"index\":0,\"finish_reason\":\"length\",\"message\":"
                + "{\"role\":\"assistant\",\"content\":\"Once\"}}]}",
            "assistant");
    assertThat(normalised)
        .isEqualTo(
            "[{\"role\":\"assistant\",\"parts\":[{\"type\":\"text\",\"content\":\"Once\"}],"
                + "\"finish_reason\":\"length\"}]");
    assertThat(Messages.finishReasons(normalised)).isEqualTo("length");
  }

  @Test
  void anthropicsBlocksBecomeParts() {
    assertThat(
            Messages.normalise(
                """
                [{"role":"assistant","content":[{"type":"tool_use","id":"t","name":"f","input":{"a":1}}]},
                 {"role":"user","content":[{"type":"tool_result","tool_use_id":"t","content":"ok"}]}]
                """,
                "user"))
        .isEqualTo(
            "[{\"role\":\"assistant\",\"parts\":[{\"type\":\"tool_call\",\"id\":\"t\","
                + "\"name\":\"f\",\"arguments\":{\"a\":1}}]},"
                + "{\"role\":\"user\",\"parts\":[{\"type\":\"tool_call_response\",\"id\":\"t\","
                + "\"response\":\"ok\"}]}]");
  }

  @Test
  void langChainsSerialisedMessagesBecomeParts() {
    assertThat(
            Messages.normalise(
                """
                {"messages":[[{"lc":1,"type":"constructor",
                  "id":["langchain_core","messages","HumanMessage"],"kwargs":{"content":"Hi"}}]]}
                """,
                "user"))
        .isEqualTo("[{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"content\":\"Hi\"}]}]");
  }

  @Test
  void resultIsTheOlderNameOfAToolsResponse() {
    assertThat(
            Messages.normalise(
                "[{\"role\":\"tool\",\"parts\":[{\"type\":\"tool_call_response\",\"id\":\"c\","
                    + "\"result\":\"rainy\"}]}]",
                "tool"))
        .isEqualTo(
            "[{\"role\":\"tool\",\"parts\":[{\"type\":\"tool_call_response\",\"id\":\"c\","
                + "\"response\":\"rainy\"}]}]");
  }

  @Test
  void aStringThatHoldsJsonIsUnwrappedOnce() {
    assertThat(
            Messages.normalise(
                "\"[{\\\"role\\\":\\\"user\\\",\\\"content\\\":\\\"Hi\\\"}]\"", "user"))
        .isEqualTo("[{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"content\":\"Hi\"}]}]");
  }

  @Test
  void whatWasCutBelowUsBecomesText() {
    String cut = "[{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"content\":\"Hel";
    assertThat(Messages.normalise(cut, "user"))
        .startsWith("[{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"content\":\"[{");
  }

  @Test
  void anUnknownObjectBecomesTextAndIsNotLost() {
    assertThat(Messages.normalise("{\"topic\":\"headphones\"}", "user"))
        .isEqualTo(
            "[{\"role\":\"user\",\"parts\":[{\"type\":\"text\","
                + "\"content\":\"{\\\"topic\\\":\\\"headphones\\\"}\"}]}]");
  }

  @Test
  void theBytesOfAnImageAreLeftOut() {
    String data = "data:image/png;base64," + "A".repeat(10_000);
    assertThat(
            Messages.normalise(
                "[{\"role\":\"user\",\"content\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\""
                    + data
                    + "\"}}]}]",
                "user"))
        .contains("\"type\":\"uri\"", "data:image/png;base64,…")
        .hasSizeLessThan(200);
  }

  @Test
  void instructionsMayBePlainText() {
    assertThat(Messages.instructions("Be brief."))
        .isEqualTo("[{\"type\":\"text\",\"content\":\"Be brief.\"}]");
    assertThat(Messages.instructions("[{\"type\":\"text\",\"content\":\"Be brief.\"}]"))
        .isEqualTo("[{\"type\":\"text\",\"content\":\"Be brief.\"}]");
  }

  @Test
  void everyProvidersBlocksOfACallBecomeTheSameParts() {
    String expected =
        "[{\"role\":\"assistant\",\"parts\":[{\"type\":\"text\",\"content\":\"One moment.\"},"
            + "{\"type\":\"tool_call\",\"id\":\"c1\",\"name\":\"find\",\"arguments\":{\"q\":1}}]}]";
    String said = "{\"text\":\"One moment.\"},";
    for (String message :
        new String[] {
          // Gemini in two spellings, Genkit, Bedrock, Strands, Anthropic, Vercel's SDK.
          "{'role':'model','parts':[%s{'functionCall':{'id':'c1','name':'find','args':{'q':1}}}]}",
          "{'role':'model','parts':[%s{'function_call':{'id':'c1','name':'find','args':{'q':1}}}]}",
          "{'role':'model','content':[%s{'toolRequest':{'ref':'c1','name':'find','input':{'q':1}}}]}",
          "{'role':'assistant','content':[%s{'toolUse':{'toolUseId':'c1','name':'find','input':{'q':1}}}]}",
          "{'role':'assistant','content':[%s{'type':'toolUse','toolUseId':'c1','name':'find','input':{'q':1}}]}",
          "{'role':'assistant','content':[%s{'type':'tool_use','id':'c1','name':'find','input':{'q':1}}]}",
          "{'role':'ai','content':[%s{'type':'tool-call','toolCallId':'c1','toolName':'find','input':{'q':1}}]}"
        }) {
      String json = "[" + message.replace('\'', '"').replace("%s", said) + "]";
      assertThat(Messages.normalise(json, "user")).as(json).isEqualTo(expected);
    }
  }

  @Test
  void everyProvidersBlocksOfAnAnswerBecomeTheSamePart() {
    for (String message :
        new String[] {
          "{'role':'tool','parts':[{'functionResponse':{'id':'c1','name':'find','response':{'n':2}}}]}",
          "{'role':'tool','content':[{'toolResponse':{'ref':'c1','name':'find','output':{'n':2}}}]}",
          "{'role':'tool','content':[{'toolResult':{'toolUseId':'c1','status':'success','content':[{'json':{'n':2}}]}}]}"
        }) {
      String json = "[" + message.replace('\'', '"') + "]";
      assertThat(Messages.normalise(json, "user"))
          .as(json)
          .isEqualTo(
              "[{\"role\":\"tool\",\"parts\":[{\"type\":\"tool_call_response\",\"id\":\"c1\","
                  + "\"response\":{\"n\":2}}]}]");
    }
  }

  @Test
  void aSystemPromptBesideThePromptIsAMessageOfItsOwn() {
    String expected =
        "[{\"role\":\"system\",\"parts\":[{\"type\":\"text\",\"content\":\"Be brief.\"}]},"
            + "{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"content\":\"Hi\"}]}]";
    assertThat(Messages.normalise("{\"system\":\"Be brief.\",\"prompt\":\"Hi\"}", "user"))
        .isEqualTo(expected);
    assertThat(
            Messages.normalise(
                "{\"system\":\"Be brief.\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}",
                "user"))
        .isEqualTo(expected);
  }

  @Test
  void textAmongOtherFieldsKeepsThem() {
    assertThat(Messages.normalise("{\"input\":\"Hi\",\"mood\":\"good\"}", "user")).contains("mood");
    assertThat(Messages.normalise("{\"input\":\"Hi\"}", "user"))
        .isEqualTo("[{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"content\":\"Hi\"}]}]");
  }

  @Test
  void anAssistantsTextAndCallsComeTogether() {
    assertThat(
            Messages.assistant(
                "One moment.",
                "[{\"toolCallId\":\"c1\",\"toolName\":\"find\",\"input\":\"{\\\"q\\\":1}\"}]"))
        .isEqualTo(
            "[{\"role\":\"assistant\",\"parts\":[{\"type\":\"text\",\"content\":\"One moment.\"},"
                + "{\"type\":\"tool_call\",\"id\":\"c1\",\"name\":\"find\",\"arguments\":{\"q\":1}}]}]");
    assertThat(Messages.assistant("Done.", ""))
        .isEqualTo(
            "[{\"role\":\"assistant\",\"parts\":[{\"type\":\"text\",\"content\":\"Done.\"}]}]");
  }
}
