package dev.leeway.telemetry.content;

import dev.leeway.signals.event.Content;
import dev.leeway.signals.event.ContentRef;
import dev.leeway.signals.event.ContentRole;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Gathers the payload text of one span, each piece by the hash of its whole text and shortened to
 * the limit. Used again after {@link #clear()}; not thread-safe.
 */
public final class Payloads {
  private static final int HASH_BYTES = 16;

  private final int bytesMax;
  private final Sha256 sha256 = new Sha256();
  private List<ContentRef> refs = List.of();
  private List<Content> contents = List.of();
  private boolean truncated;

  public Payloads(int bytesMax) {
    this.bytesMax = bytesMax;
  }

  public void clear() {
    refs = List.of();
    contents = List.of();
    truncated = false;
  }

  public void add(ContentRole role, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    String hash = HexFormat.of().formatHex(sha256.of(bytes), 0, HASH_BYTES);
    ContentRef ref = new ContentRef(role, hash, bytes.length);
    if (refs.isEmpty()) {
      refs = new ArrayList<>();
      contents = new ArrayList<>();
    }
    refs.add(ref);
    boolean tooLong = bytes.length > bytesMax;
    truncated |= tooLong;
    contents.add(new Content(ref, tooLong ? Shortened.to(text, bytesMax) : text));
  }

  public List<ContentRef> refs() {
    return refs;
  }

  public List<Content> contents() {
    return contents;
  }

  public boolean truncated() {
    return truncated;
  }
}
