package dev.leeway.telemetry.content;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class IndexedContentTest {
  @Test
  void messagesComeInTheOrderOfTheirIndexWhateverTheOrderOfTheKeys() {
    IndexedContent list = new IndexedContent();
    list.add(10, "message.content", -1, "third");
    list.add(10, "message.role", -1, "user");
    list.add(2, "message.role", -1, "assistant");
    list.add(2, "message.tool_calls.tool_call.function.arguments", 0, "{\"sku\":\"A\"}");
    list.add(2, "message.tool_calls.tool_call.function.name", 0, "get_price");
    list.add(2, "message.tool_calls.tool_call.id", 0, "c1");
    list.add(0, "message.content", -1, "first");
    assertThat(list.messages("system"))
        .isEqualTo(
            "[{\"role\":\"system\",\"parts\":[{\"type\":\"text\",\"content\":\"first\"}]},"
                + "{\"role\":\"assistant\",\"parts\":[{\"type\":\"tool_call\",\"id\":\"c1\","
                + "\"name\":\"get_price\",\"arguments\":{\"sku\":\"A\"}}]},"
                + "{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"content\":\"third\"}]}]");
  }

  @Test
  void aToolsMessageIsAResponse() {
    IndexedContent list = new IndexedContent();
    list.add(0, "message.role", -1, "tool");
    list.add(0, "message.tool_call_id", -1, "c1");
    list.add(0, "message.content", -1, "{\"price\":189}");
    assertThat(list.messages("user"))
        .isEqualTo(
            "[{\"role\":\"tool\",\"parts\":[{\"type\":\"tool_call_response\",\"id\":\"c1\","
                + "\"response\":{\"price\":189}}]}]");
  }

  @Test
  void contentsOfSeveralKindsBecomeParts() {
    IndexedContent list = new IndexedContent();
    list.add(0, "message.role", -1, "user");
    list.add(0, "message.contents.message_content.type", 0, "text");
    list.add(0, "message.contents.message_content.text", 0, "What is this?");
    list.add(0, "message.contents.message_content.type", 1, "image");
    list.add(0, "message.contents.message_content.image.image.url", 1, "https://a.example/b.png");
    assertThat(list.messages("user"))
        .isEqualTo(
            "[{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"content\":\"What is this?\"},"
                + "{\"type\":\"uri\",\"modality\":\"image\",\"uri\":\"https://a.example/b.png\"}]}]");
  }

  @Test
  void documentsKeepTheirScoresAsNumbers() {
    IndexedContent list = new IndexedContent();
    list.add(0, "document.id", -1, "doc-1");
    list.add(0, "document.score", -1, "0.92");
    list.add(0, "document.metadata", -1, "{\"title\":\"QuietWave\"}");
    assertThat(list.objects())
        .isEqualTo("[{\"id\":\"doc-1\",\"metadata\":{\"title\":\"QuietWave\"},\"score\":0.92}]");
  }

  @Test
  void toolsAreTheirSchemas() {
    IndexedContent list = new IndexedContent();
    list.add(1, "tool.json_schema", -1, "{\"name\":\"b\"}");
    list.add(0, "tool.json_schema", -1, "{\"name\":\"a\"}");
    assertThat(list.objects()).isEqualTo("[{\"name\":\"a\"},{\"name\":\"b\"}]");
  }

  @Test
  void openLlmetrysPlainNamesAreTheSameMessages() {
    IndexedContent list = new IndexedContent();
    list.add(0, "role", -1, "assistant");
    list.add(0, "finish_reason", -1, "tool_calls");
    list.add(0, "tool_calls.id", 0, "c1");
    list.add(0, "tool_calls.name", 0, "get_price");
    list.add(0, "tool_calls.arguments", 0, "{\"sku\":\"A\"}");
    assertThat(list.messages("user"))
        .isEqualTo(
            "[{\"role\":\"assistant\",\"parts\":[{\"type\":\"tool_call\",\"id\":\"c1\","
                + "\"name\":\"get_price\",\"arguments\":{\"sku\":\"A\"}}],"
                + "\"finish_reason\":\"tool_calls\"}]");
  }

  @Test
  void contentThatIsAListOfBlocksIsTakenApart() {
    IndexedContent list = new IndexedContent();
    list.add(0, "role", -1, "user");
    list.add(0, "content", -1, "[{\"type\":\"text\",\"text\":\"Hi\"}]");
    assertThat(list.messages("user"))
        .isEqualTo("[{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"content\":\"Hi\"}]}]");
  }
}
