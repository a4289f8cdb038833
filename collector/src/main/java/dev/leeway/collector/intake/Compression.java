package dev.leeway.collector.intake;

import java.util.Locale;
import java.util.Optional;

/** The content encodings that are read. */
public enum Compression {
  IDENTITY,
  GZIP,
  ZSTD,
  /** What HTTP calls deflate: zlib's format. */
  DEFLATE;

  /** What a client may send, as a header lists it. */
  public static final String NAMES = "gzip, zstd, deflate";

  /** Empty for an encoding that is not read here; no name means none. */
  public static Optional<Compression> of(String name) {
    return switch (name.strip().toLowerCase(Locale.ROOT)) {
      case "", "identity" -> Optional.of(IDENTITY);
      case "gzip", "x-gzip" -> Optional.of(GZIP);
      case "zstd" -> Optional.of(ZSTD);
      case "deflate", "zlib" -> Optional.of(DEFLATE);
      default -> Optional.empty();
    };
  }
}
