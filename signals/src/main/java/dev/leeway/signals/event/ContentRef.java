package dev.leeway.signals.event;

import java.util.HexFormat;
import java.util.Locale;

/**
 * Points from an event to payload text that is stored once per content hash.
 *
 * @param hash first 16 bytes of SHA-256 over the UTF-8 text, as 32 hexadecimal digits
 * @param sizeBytes UTF-8 bytes of the whole text, also when what is stored was shortened
 */
public record ContentRef(ContentRole role, String hash, long sizeBytes) {
  public ContentRef {
    if (hash.length() != 32 || !isHexadecimal(hash)) {
      throw new IllegalArgumentException("content hash must have 32 hexadecimal digits: " + hash);
    }
    hash = hash.toLowerCase(Locale.ROOT);
  }

  /** A loop, as every piece of payload comes by here, and a stream costs as much as its hash. */
  private static boolean isHexadecimal(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!HexFormat.isHexDigit(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }
}
