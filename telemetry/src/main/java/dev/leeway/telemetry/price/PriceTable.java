package dev.leeway.telemetry.price;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Prices by model prefix, for calls whose cost the emitter does not report.
 *
 * <p>{@code gpt-4o} prices {@code gpt-4o-2024-08-06} and not {@code gpt-4o-audio-preview}: what
 * follows the prefix must look like a version. A model that is not in the table has no cost, rather
 * than a wrong one.
 *
 * @param source where the prices come from, and as of when
 * @param prices by lower-case prefix
 */
public record PriceTable(String source, Map<String, Price> prices) {
  private static final String RESOURCE = "prices.json";
  private static final int NAME_LENGTH_MAX = 128;
  private static final Pattern VERSION =
      Pattern.compile("([-@:_](v?\\d{3,}.*|v\\d.*|latest.*|preview.*|exp.*))?");
  private static final Pattern VENDOR =
      Pattern.compile("((us|eu|apac|jp|au|global)\\.)?(anthropic|meta|amazon|mistral|cohere)\\.");

  public PriceTable {
    prices = Map.copyOf(prices);
  }

  public static PriceTable none() {
    return new PriceTable("none", Map.of());
  }

  /** The list prices that come with this build. */
  public static PriceTable bundled() {
    try (InputStream in = PriceTable.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("resource is missing: " + RESOURCE);
      }
      return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads {@code {"source": …, "models": {prefix: {"input": …, "output": …, "cache_read": …,
   * "cache_write": …}}}}, dollars per million tokens.
   *
   * @throws IllegalArgumentException with the reason, when it is anything else
   */
  public static PriceTable parse(String json) {
    try {
      JsonNode root =
          JsonMapper.builder()
              .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
              .build()
              .readTree(json);
      if (!root.path("models").isObject()) {
        throw new IllegalArgumentException("expected a price table with models, came " + root);
      }
      Map<String, Price> prices = new HashMap<>();
      root.path("models")
          .properties()
          .forEach(model ->
              prices.put(
                  model.getKey().toLowerCase(Locale.ROOT),
                  price(model.getKey(), model.getValue())));
      return new PriceTable(root.path("source").asText(""), prices);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("expected a price table as JSON: " + e.getMessage(), e);
    }
  }

  /** This table with another's prices before its own. */
  public PriceTable overriddenBy(PriceTable other) {
    Map<String, Price> merged = new HashMap<>(prices);
    merged.putAll(other.prices);
    return new PriceTable(source + "; " + other.source, merged);
  }

  /** The price of a model by the longest prefix that fits. */
  public Optional<Price> of(String model) {
    String name = bare(model);
    for (int length = Math.min(name.length(), NAME_LENGTH_MAX); length > 0; length--) {
      Price price = prices.get(name.substring(0, length));
      if (price != null && VERSION.matcher(name.substring(length)).matches()) {
        return Optional.of(price);
      }
    }
    return Optional.empty();
  }

  /** Without the vendor that gateways and clouds put before a model's name. */
  private static String bare(String model) {
    String name = model.toLowerCase(Locale.ROOT);
    name = name.substring(name.lastIndexOf('/') + 1);
    return VENDOR.matcher(name).replaceFirst("");
  }

  private static Price price(String model, JsonNode node) {
    double input = number(model, node, "input", Double.NaN);
    return new Price(
        input,
        number(model, node, "output", Double.NaN),
        number(model, node, "cache_read", input),
        number(model, node, "cache_write", input));
  }

  private static double number(String model, JsonNode node, String name, double absent) {
    JsonNode value = node.path(name);
    double number = value.isMissingNode() ? absent : value.asDouble(Double.NaN);
    if (!(number >= 0)) {
      throw new IllegalArgumentException(
          "expected a price >= 0 at models.%s.%s, came %s".formatted(model, name, value));
    }
    return number;
  }
}
