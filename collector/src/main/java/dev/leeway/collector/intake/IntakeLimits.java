package dev.leeway.collector.intake;

/**
 * What a request and all requests together may cost.
 *
 * @param requestBytesMax of one request, decompressed
 * @param compressedBytesMax of one request as it comes, when compressed
 * @param partBytesMax of one Kafka record's value: larger requests are split
 * @param bytesInFlightMax of all bodies that are being received, read or published
 * @param requestsQueuedMax that wait for a worker
 * @param workers that decompress, read and publish
 */
public record IntakeLimits(
    int requestBytesMax,
    int compressedBytesMax,
    int partBytesMax,
    long bytesInFlightMax,
    int requestsQueuedMax,
    int workers) {

  public IntakeLimits {
    if (requestBytesMax < 1
        || compressedBytesMax < 1
        || partBytesMax < 1
        || bytesInFlightMax < 1
        || requestsQueuedMax < 1
        || workers < 1) {
      throw new IllegalArgumentException("limits must be >= 1");
    }
    if (bytesInFlightMax < requestBytesMax) {
      throw new IllegalArgumentException(
          "bytesInFlightMax must be >= requestBytesMax: "
              + bytesInFlightMax
              + " < "
              + requestBytesMax);
    }
  }

  /** 64 MiB a request, 16 MiB compressed, 1,000,000 bytes a record, 256 MiB in flight. */
  public static IntakeLimits defaults() {
    return new IntakeLimits(
        64 << 20,
        16 << 20,
        1_000_000,
        256L << 20,
        1_024,
        Math.max(2, Runtime.getRuntime().availableProcessors()));
  }
}
