package dev.leeway.telemetry.json;

import java.util.List;
import java.util.Optional;

/** What became of a JSON request. */
public sealed interface Conversion {

  /**
   * The same request in protobuf.
   *
   * @param bytes the caller's own, so that none is copied
   * @param warnings what was ignored and probably meant; a few sentences at most
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Protobuf(byte[] bytes, List<String> warnings) implements Conversion {

    public Protobuf {
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * Not OTLP/JSON, or not the request that was expected.
   *
   * @param reason what was expected, what came and where
   * @param other the request that came instead, if it is one
   */
  record Refused(String reason, Optional<OtlpJson.Root> other) implements Conversion {}
}
