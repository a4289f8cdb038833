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
    if (hash.length() != 32 || !hash.chars().allMatch(HexFormat::isHexDigit)) {
      throw new IllegalArgumentException("content hash must have 32 hexadecimal digits: " + hash);
    }
    hash = hash.toLowerCase(Locale.ROOT);
  }
}
