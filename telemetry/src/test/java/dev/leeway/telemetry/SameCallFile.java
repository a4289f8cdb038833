package dev.leeway.telemetry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.provider.Arguments;

/**
 * A file that writes one and the same call in every dialect, with what is expected of all of them,
 * what a dialect cannot say ({@code absent}, with the reason) and what it says otherwise ({@code
 * instead}). A value {@code {"json": …}} stands for the text of that JSON.
 */
final class SameCallFile {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Resource SHOP = Requests.resource("service.name", "shop");

  private final JsonNode file;

  SameCallFile(String name) {
    try (InputStream in = SameCallFile.class.getResourceAsStream("same/" + name)) {
      file = JSON.readTree(Objects.requireNonNull(in, name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Stream<Arguments> dialects() {
    return StreamSupport.stream(file.get("dialects").spliterator(), false)
        .map(dialect -> Arguments.of(dialect.get("dialect").asText(), dialect));
  }

  Map<String, String> expectedOf(JsonNode dialect) {
    Map<String, String> expected = new TreeMap<>();
    expected.put("convention", dialect.get("convention").asText());
    file.get("expected")
        .properties()
        .forEach(field -> {
          String name = field.getKey();
          expected.put(name, dialect.path("absent").has(name) ? "" : field.getValue().asText());
        });
    dialect
        .path("instead")
        .properties()
        .forEach(field -> expected.put(field.getKey(), field.getValue().asText()));
    return expected;
  }

  static MappedSpan map(JsonNode dialect) {
    return Requests.map(SHOP, dialect.get("scope").asText(), "", span(dialect));
  }

  static DecodedBatch batch(JsonNode dialect) {
    byte[] request = Requests.request(SHOP, dialect.get("scope").asText(), "", span(dialect));
    return Requests.decoder().decode("acme", request, Requests.APPEND_MILLIS);
  }

  private static Span.Builder span(JsonNode dialect) {
    Span.Builder span =
        Requests.span(dialect.get("name").asText(), pairs(dialect.get("attributes")))
            .setKind(Span.SpanKind.valueOf("SPAN_KIND_" + dialect.get("kind").asText()))
            .setStatus(
                Status.newBuilder()
                    .setCode(
                        Status.StatusCode.valueOf(
                            "STATUS_CODE_" + dialect.path("status").asText("UNSET")))
                    .setMessage(dialect.path("message").asText("")));
    dialect
        .path("events")
        .forEach(event ->
            span.addEvents(
                Requests.event(
                    event.get("name").asText(),
                    event.get("millis").asLong(),
                    pairs(event.get("attributes")))));
    return span;
  }

  private static Object[] pairs(JsonNode attributes) {
    List<Object> pairs = new ArrayList<>();
    attributes
        .properties()
        .forEach(field -> {
          pairs.add(field.getKey());
          pairs.add(value(field.getValue()));
        });
    return pairs.toArray();
  }

  private static Object value(JsonNode node) {
    return switch (node.getNodeType()) {
      case STRING -> node.asText();
      case BOOLEAN -> node.asBoolean();
      case NUMBER -> node.isIntegralNumber() ? (Object) node.asLong() : (Object) node.asDouble();
      case ARRAY ->
          StreamSupport.stream(node.spliterator(), false).map(SameCallFile::value).toList();
      case OBJECT -> node.get("json").toString();
      default -> throw new IllegalArgumentException("no attribute value: " + node);
    };
  }
}
