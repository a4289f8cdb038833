package dev.leeway.streamjobs.decode;

import dev.leeway.signals.event.Content;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Remembers which payload texts were sent to storage lately, so that the same system prompt does
 * not travel with each call. Bounded, forgets the least recently used; not thread-safe.
 *
 * <p>A text is sent again each day that it is used: storage drops texts by age.
 */
final class ContentMemory {
  private static final long DAY_MILLIS = 86_400_000;
  private final int entriesMax;
  private final Map<Key, Long> days = new LinkedHashMap<>(1024, 0.75f, true);

  ContentMemory(int entriesMax) {
    this.entriesMax = entriesMax;
  }

  /** Whether the text has yet to be sent for that day; from now on it counts as sent. */
  boolean isNews(String tenantId, Content content, long appendMillis) {
    long day = Math.floorDiv(appendMillis, DAY_MILLIS);
    Long sent = days.put(new Key(tenantId, content.ref().hash()), day);
    if (days.size() > entriesMax) {
      Iterator<Key> eldest = days.keySet().iterator();
      eldest.next();
      eldest.remove();
    }
    return sent == null || sent != day;
  }

  private record Key(String tenantId, String hash) {}
}
