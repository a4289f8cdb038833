package dev.leeway.telemetry.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Turns an OTLP request in JSON into the same request in protobuf, in one pass over the text.
 * Thread-safe.
 *
 * <p>As OTLP asks: names in lowerCamelCase, ids in hex of any case, 64-bit integers as numbers or
 * strings, enums as numbers, unknown members ignored, null is the default. More leniently: enum
 * names, NaN with and without quotes, invalid UTF-8 replaced. What hand-made clients get wrong is
 * said to them: attributes as an object and another signal's request are refused, names in
 * snake_case are ignored as OTLP asks, with a warning.
 */
public final class OtlpJson {

  /** The request's message. */
  public enum Root {
    TRACES("resourceSpans", MessageType.TRACES),
    METRICS("resourceMetrics", MessageType.METRICS),
    LOGS("resourceLogs", MessageType.LOGS);

    private final String member;
    private final MessageType type;

    Root(String member, MessageType type) {
      this.member = member;
      this.type = type;
    }

    /** The member that holds everything. */
    public String member() {
      return member;
    }

    MessageType type() {
      return type;
    }
  }

  /**
   * Values in values: at the first depth beyond it an empty value stands for all that is inside, so
   * that whoever reads the result sees which item goes too deep.
   */
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
        return refused("expected a JSON object as the request");
      }
      UnknownMembers unknown = new UnknownMembers(root);
      new MessageConverter(parser, out, unknown).convert(root.type());
      if (parser.nextToken() != null) {
        return refused("expected the end of the request after its JSON object");
      }
      byte[] bytes = out.toByteArray();
      // With nothing to read in it, a request is what its unknown members look like.
      return bytes.length == 0
          ? unknown.otherRequest().orElse(new Conversion.Protobuf(bytes, unknown.warnings()))
          : new Conversion.Protobuf(bytes, unknown.warnings());
    } catch (NotOtlpJson e) {
      return refused(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      return refused("the request is not JSON: " + Place.shorten(String.valueOf(e.getMessage())));
    }
  }

  private static Conversion refused(String reason) {
    return new Conversion.Refused(reason, Optional.empty());
  }
}
