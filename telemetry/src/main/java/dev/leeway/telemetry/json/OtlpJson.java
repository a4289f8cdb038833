package dev.leeway.telemetry.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Turns an OTLP request in JSON into the same request in protobuf, in one pass over the text.
 * Thread-safe.
 *
 * <p>As OTLP asks: names in lowerCamelCase, ids in hex of any case, 64-bit integers as numbers or
 * strings, enums as numbers, unknown members ignored, null is the default. More leniently: enum
 * names, NaN with and without quotes, invalid UTF-8 replaced. Attributes given as an object, the
 * common mistake of a hand-made client, are refused with a sentence that says what to write.
 */
public final class OtlpJson {

  /** The request's message. */
  public enum Root {
    TRACES,
    METRICS,
    LOGS
  }

  /** Values in values: deeper is refused. */
  public static final int DEPTH_MAX = 32;

  private static final JsonFactory FACTORY =
      new JsonFactoryBuilder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  // Of the text, of which the caller has bounded the length.
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNestingDepth(1_000)
                  .build())
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          // Names are data of strangers: interning them would fill a table that all parsers share.
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .build();

  private OtlpJson() {}

  /**
   * Converts a whole request.
   *
   * @param json in UTF-8; read, not kept
   * @param bytesMax of the result
   */
  public static Conversion toProtobuf(Root root, byte[] json, int bytesMax) {
    Conversion conversion = attempt(root, json, null, bytesMax);
    if (conversion instanceof Conversion.Refused) {
      String lenient = new String(json, UTF_8);
      // Only invalid UTF-8 is worth a second look.
      if (lenient.indexOf('\uFFFD') >= 0) {
        return attempt(root, json, lenient, bytesMax);
      }
    }
    return conversion;
  }

  private static Conversion attempt(Root root, byte[] json, @Nullable String text, int bytesMax) {
    try (JsonParser parser =
        text == null ? FACTORY.createParser(json) : FACTORY.createParser(text)) {
      ProtoBuffer out = new ProtoBuffer(json.length / 2, bytesMax);
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return new Conversion.Refused("expected a JSON object as the request");
      }
      new MessageConverter(parser, out).convert(typeOf(root));
      if (parser.nextToken() != null) {
        return new Conversion.Refused("expected the end of the request after its JSON object");
      }
      return new Conversion.Protobuf(out.toByteArray());
    } catch (NotOtlpJson e) {
      return new Conversion.Refused(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      return new Conversion.Refused(
          "the request is not JSON: " + Place.shorten(String.valueOf(e.getMessage())));
    }
  }

  private static MessageType typeOf(Root root) {
    return switch (root) {
      case TRACES -> MessageType.TRACES;
      case METRICS -> MessageType.METRICS;
      case LOGS -> MessageType.LOGS;
    };
  }
}
