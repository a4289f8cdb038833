package dev.leeway.signals.run;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.AgentEventCodec;
import dev.leeway.signals.event.EventFlag;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/**
 * Keeps one span of each id. Of a span that came twice with different content the one that has
 * ended counts, then the later end, then the earlier append time, then the lesser bytes.
 */
final class DistinctSpans {
  private DistinctSpans() {}

  /** In any order; the same collection where no id came twice. */
  static Collection<AgentEvent> of(Collection<AgentEvent> events) {
    if (allDiffer(events)) {
      return events;
    }
    Map<Long, AgentEvent> byId = HashMap.newHashMap(events.size());
    events.forEach(event -> byId.merge(event.spanId(), event, DistinctSpans::better));
    return byId.values();
  }

  static AgentEvent better(AgentEvent first, AgentEvent second) {
    Comparator<AgentEvent> order =
        Comparator.<AgentEvent, Boolean>comparing(event -> event.has(EventFlag.END_MISSING))
            .thenComparing(Comparator.comparingLong(AgentEvent::endNanos).reversed())
            .thenComparingLong(AgentEvent::appendMillis)
            .thenComparing(AgentEventCodec::encode, Arrays::compare);
    return order.compare(first, second) <= 0 ? first : second;
  }

  /** Nearly always so, and then no map is needed. */
  private static boolean allDiffer(Collection<AgentEvent> events) {
    long[] ids = new long[events.size()];
    int size = 0;
    for (AgentEvent event : events) {
      ids[size++] = event.spanId();
    }
    Arrays.sort(ids);
    for (int i = 1; i < ids.length; i++) {
      if (ids[i] == ids[i - 1]) {
        return false;
      }
    }
    return true;
  }
}
