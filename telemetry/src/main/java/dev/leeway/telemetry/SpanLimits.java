package dev.leeway.telemetry;

/**
 * How much of one span is kept. What is beyond is cut and the event flagged TRUNCATED.
 *
 * @param attributesMax attributes kept on an event
 * @param attributeBytesMax UTF-8 bytes kept of an attribute's value
 * @param contentBytesMax UTF-8 bytes kept of a piece of payload text
 */
public record SpanLimits(int attributesMax, int attributeBytesMax, int contentBytesMax) {
  private static final int CONTENT_BYTES_MIN = 1_024;

  public SpanLimits {
    if (attributesMax < 1 || attributeBytesMax < 1 || contentBytesMax < CONTENT_BYTES_MIN) {
      throw new IllegalArgumentException(
          "limits must be positive and leave a kibibyte for content: %d, %d, %d"
              .formatted(attributesMax, attributeBytesMax, contentBytesMax));
    }
  }

  public static SpanLimits defaults() {
    return new SpanLimits(256, 4_096, 256 * 1_024);
  }
}
