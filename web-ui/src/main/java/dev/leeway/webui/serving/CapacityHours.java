package dev.leeway.webui.serving;

import dev.leeway.signals.condition.capacity.Headroom;
import dev.leeway.storage.query.WindowPoint;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An agent's hours, its runs beside their tokens, as {@link Headroom} is computed from them. */
final class CapacityHours {
  private static final long SECONDS = 3_600;

  private final TreeMap<Long, Headroom.Hour> hours = new TreeMap<>();

  CapacityHours(List<WindowPoint> runs, List<WindowPoint> tokens) {
    for (WindowPoint point : runs) {
      long hour = hourOf(point);
      hours.put(hour, new Headroom.Hour(hour, point.values().count(), 0));
    }
    for (WindowPoint point : tokens) {
      hours.computeIfPresent(
          hourOf(point),
          (hour, known) -> new Headroom.Hour(hour, known.runs(), point.values().sum()));
    }
  }

  Headroom headroom() {
    return Headroom.of(List.copyOf(hours.values()));
  }

  /** As it was at a time: of the week before, as far as there are hours. */
  Headroom headroomBy(long epochSecond) {
    long behind = Math.floorDiv(epochSecond, SECONDS);
    Map<Long, Headroom.Hour> week = hours.subMap(behind - Headroom.HOURS_KEPT, behind);
    return Headroom.of(List.copyOf(week.values()));
  }

  private static long hourOf(WindowPoint point) {
    return Math.floorDiv(point.at().getEpochSecond(), SECONDS);
  }
}
