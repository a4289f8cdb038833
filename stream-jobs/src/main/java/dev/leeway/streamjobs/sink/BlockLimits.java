package dev.leeway.streamjobs.sink;

import java.io.Serializable;

/**
 * How large a block may grow, and from which size it is staged as a file.
 *
 * @param rowsMax rows of one insert
 * @param bytesMax bytes of one insert; a single larger row is a block of its own
 * @param inlineBytesMax bytes that travel in the checkpoint itself
 */
public record BlockLimits(int rowsMax, int bytesMax, int inlineBytesMax) implements Serializable {
  public static final BlockLimits DEFAULTS = new BlockLimits(100_000, 8 << 20, 256 << 10);

  public BlockLimits {
    if (!(rowsMax > 0 && bytesMax > 0 && inlineBytesMax >= 0)) {
      throw new IllegalArgumentException(
          "limits must be above zero: " + rowsMax + " rows, " + bytesMax + " bytes");
    }
  }
}
