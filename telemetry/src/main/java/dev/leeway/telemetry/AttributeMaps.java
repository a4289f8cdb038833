package dev.leeway.telemetry;

import dev.leeway.telemetry.convention.Field;
import dev.leeway.telemetry.convention.Key;
import dev.leeway.telemetry.wire.ValueType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes the map of attributes that is stored with an event: all but payload, dropped keys and user
 * ids, at most so many. Not thread-safe.
 */
final class AttributeMaps {
  private final int attributesMax;
  private boolean overflowed;

  AttributeMaps(int attributesMax) {
    this.attributesMax = attributesMax;
  }

  Map<String, String> of(AttributeFrame frame) {
    return of(frame, List.of());
  }

  /** The map, with some entries that no attribute of the frame has. */
  Map<String, String> of(AttributeFrame frame, List<Map.Entry<String, String>> more) {
    overflowed = false;
    boolean unique = more.isEmpty();
    RawAttributes all = frame.all();
    List<Map.Entry<String, String>> entries = new ArrayList<>(all.size() + more.size());
    for (int at = 0; at < all.size(); at++) {
      if (all.isFromEvent(at) || all.type(at) == ValueType.EMPTY || isLeftOut(frame, at)) {
        continue;
      }
      if (entries.size() >= attributesMax) {
        overflowed = true;
        break;
      }
      unique &= all.key(at).isHeld();
      entries.add(Map.entry(all.key(at).name(), all.text(at)));
    }
    entries.addAll(more);
    return unique ? mapOf(entries) : lastOf(entries);
  }

  /** Whether the last map left attributes out for their number. */
  boolean overflowed() {
    return overflowed;
  }

  private static boolean isLeftOut(AttributeFrame frame, int at) {
    Key key = frame.all().key(at);
    if (key.meaning().dropped() || frame.isContent(at)) {
      return true;
    }
    for (int i = 0; i < key.roleCount(); i++) {
      if (key.role(i).field() == Field.USER_ID) {
        return true;
      }
    }
    return false;
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static Map<String, String> mapOf(List<Map.Entry<String, String>> entries) {
    return Map.ofEntries(entries.toArray(new Map.Entry[0]));
  }

  /** Keys that the key table could not hold may come twice; the last one wins. */
  private static Map<String, String> lastOf(List<Map.Entry<String, String>> entries) {
    Map<String, String> last = new HashMap<>();
    entries.forEach(entry -> last.put(entry.getKey(), entry.getValue()));
    return Map.copyOf(last);
  }
}
