package dev.leeway.signals.finding;

import dev.leeway.signals.event.Hashes;
import dev.leeway.signals.window.Slice;
import java.util.HexFormat;

/** How findings get their ids: the same statement has the same id wherever it is made again. */
public final class FindingIds {
  private FindingIds() {}

  /**
   * 32 hexadecimal digits: the first 16 bytes of SHA-256 over tenant, detector, signal, slice and
   * onset, each followed by NUL.
   */
  public static String of(Slice slice, String detector, String signal, long onsetMillis) {
    String name =
        String.join(
                "\0",
                slice.tenantId(),
                detector,
                signal,
                slice.id().toString(),
                Long.toString(onsetMillis))
            + "\0";
    return HexFormat.of().formatHex(Hashes.sha256(name), 0, 16);
  }
}
