package dev.leeway.clickhouse.config;

/** An amount of memory or disk. */
public record ByteSize(long bytes) {
  public ByteSize {
    if (!(bytes >= 0)) {
      throw new IllegalArgumentException("expected a size of at least 0 bytes, came: " + bytes);
    }
  }

  public static ByteSize ofMebibytes(long mebibytes) {
    return new ByteSize(Math.multiplyExact(mebibytes, 1L << 20));
  }

  public ByteSize percent(int share) {
    return new ByteSize(bytes / 100 * share);
  }

  @Override
  public String toString() {
    return bytes % (1L << 20) == 0 ? (bytes >> 20) + " MiB" : bytes + " B";
  }
}
