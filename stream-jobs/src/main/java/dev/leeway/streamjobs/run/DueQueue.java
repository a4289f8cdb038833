package dev.leeway.streamjobs.run;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * Keys by the time at which each is due. Moving a key to a later time costs nothing until the
 * earlier one has come. Not thread-safe.
 */
final class DueQueue<K> {
  private final Map<K, Slot> slots = new HashMap<>();
  private final PriorityQueue<Entry<K>> queue =
      new PriorityQueue<>(Comparator.comparingLong(Entry::millis));

  void schedule(K key, long dueMillis) {
    Slot slot = slots.get(key);
    if (slot == null) {
      slots.put(key, new Slot(dueMillis));
      queue.add(new Entry<>(key, dueMillis));
      return;
    }
    slot.dueMillis = dueMillis;
    if (dueMillis < slot.queuedMillis) {
      slot.queuedMillis = dueMillis;
      queue.add(new Entry<>(key, dueMillis));
    }
  }

  void cancel(K key) {
    slots.remove(key);
  }

  /** Takes out a key that is due by then. */
  Optional<K> poll(long nowMillis) {
    for (Entry<K> head = queue.peek();
        head != null && head.millis <= nowMillis;
        head = queue.peek()) {
      queue.remove();
      Slot slot = slots.get(head.key);
      if (slot == null || slot.queuedMillis != head.millis) {
        continue;
      }
      if (slot.dueMillis <= nowMillis) {
        slots.remove(head.key);
        return Optional.of(head.key);
      }
      slot.queuedMillis = slot.dueMillis;
      queue.add(new Entry<>(head.key, slot.dueMillis));
    }
    return Optional.empty();
  }

  int size() {
    return slots.size();
  }

  boolean isEmpty() {
    return slots.isEmpty();
  }

  private record Entry<K>(K key, long millis) {}

  private static final class Slot {
    private long dueMillis;
    private long queuedMillis;

    Slot(long dueMillis) {
      this.dueMillis = dueMillis;
      this.queuedMillis = dueMillis;
    }
  }
}
