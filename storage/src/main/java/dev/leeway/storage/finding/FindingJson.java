package dev.leeway.storage.finding;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.leeway.signals.finding.Finding;
import java.io.IOException;

/**
 * Findings as the JSON bytes that travel over {@code leeway.findings}. Thread-safe.
 *
 * <p>A newer writer may add fields, which an older reader passes over. A missing field is an error,
 * not a null: a field that is added gets its default here, for findings of an older writer.
 */
public final class FindingJson {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .build();
  private static final ObjectWriter WRITER = MAPPER.writerFor(Finding.class);
  private static final ObjectReader READER = MAPPER.readerFor(Finding.class);

  private FindingJson() {}

  public static byte[] write(Finding finding) {
    try {
      return WRITER.writeValueAsBytes(finding);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a finding has no JSON: " + finding, e);
    }
  }

  /** The finding, or an exception that says what is wrong with the bytes. */
  public static Finding read(byte[] json) throws IOException {
    return READER.readValue(json);
  }
}
