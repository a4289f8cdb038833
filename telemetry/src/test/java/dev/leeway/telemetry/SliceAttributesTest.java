package dev.leeway.telemetry;

import static dev.leeway.telemetry.Requests.APPEND_MILLIS;
import static dev.leeway.telemetry.Requests.request;
import static dev.leeway.telemetry.Requests.resource;
import static dev.leeway.telemetry.Requests.span;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.event.Facts;
import dev.leeway.signals.fact.FactReaders;
import dev.leeway.signals.fact.SliceAttributes;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SliceAttributesTest {
  private static final UserIdHasher USERS =
      new UserIdHasher("a secret of the tests".getBytes(UTF_8));

  @Test
  void namedAttributesOfSpansAndResourcesAreDimensionsAndTheSpansOwnComesFirst() {
    Facts facts =
        factsOf(
            List.of("customer.tier", "app.region", "absent"),
            with(with(span("answer"), "customer.tier", "gold"), "app.region", "eu"),
            "app.region",
            "us");

    assertThat(SliceAttributes.dimensionsOf(facts))
        .isEqualTo(Map.of("customer.tier", "gold", "app.region", "eu"));
    assertThat(
            SliceAttributes.dimensionsOf(
                factsOf(List.of("app.region"), span("answer"), "app.region", "us")))
        .isEqualTo(Map.of("app.region", "us"));
  }

  @Test
  void withoutNamesNothingIsKept() {
    assertThat(
            SliceAttributes.dimensionsOf(
                factsOf(List.of(), with(span("answer"), "customer.tier", "gold"), "a", "b")))
        .isEmpty();
  }

  @Test
  void aUserIdCannotBeADimension() {
    assertThat(
            SliceAttributes.dimensionsOf(
                factsOf(List.of("user.id"), with(span("answer"), "user.id", "ada"), "a", "b")))
        .isEmpty();
  }

  private static Facts factsOf(
      List<String> attributes, Span.Builder span, String resourceKey, String resourceValue) {
    return new SpanDecoder(USERS, FactReaders.standard().with(attributes))
        .decode(
            "acme",
            request(resource("service.name", "shop", resourceKey, resourceValue), "test", "", span),
            APPEND_MILLIS)
        .spans()
        .getFirst()
        .event()
        .facts();
  }

  private static Span.Builder with(Span.Builder span, String key, String value) {
    return span.addAttributes(
        KeyValue.newBuilder().setKey(key).setValue(AnyValue.newBuilder().setStringValue(value)));
  }
}
