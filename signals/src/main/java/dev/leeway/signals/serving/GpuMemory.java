package dev.leeway.signals.serving;

import dev.leeway.signals.event.StateReader;
import dev.leeway.signals.event.StateWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The share of a GPU's memory that is free, put together from points of several metrics that tell
 * of the same moment: used and free, else used and all. What is better told later replaces what was
 * told first, so the order of points doesn't matter. Remembers the newest {@value #MOMENTS_MAX}
 * moments. Travels as versioned bytes; not thread-safe.
 */
public final class GpuMemory {
  public static final String USED = "gpu.mem.used";
  public static final String FREE = "gpu.mem.free";
  public static final String TOTAL = "gpu.mem.total";

  /** The metrics that it is put together of. */
  public static final Set<String> PARTS = Set.of(USED, FREE, TOTAL);

  /** The metric that is put together. */
  public static final String HEADROOM = "gpu.mem.headroom";

  static final int MOMENTS_MAX = 8;
  private static final int VERSION = 1;

  private final TreeMap<Long, Parts> moments = new TreeMap<>();

  /** A share that is told, or that was told and is taken back. */
  public record Told(double share, int weight) {}

  /** Takes a level in; says what the moment's share was before it and is now. */
  public List<Told> add(String metric, long atMillis, double bytes) {
    if (!(bytes >= 0 && bytes < Double.POSITIVE_INFINITY)) {
      return List.of();
    }
    Parts before = moments.getOrDefault(atMillis, Parts.NONE);
    Parts after = before.with(metric, bytes);
    moments.put(atMillis, after);
    if (moments.size() > MOMENTS_MAX) {
      moments.pollFirstEntry();
    }
    return moments.containsKey(atMillis) ? change(before.share(), after.share()) : List.of();
  }

  private static List<Told> change(double before, double after) {
    List<Told> told = new ArrayList<>(2);
    if (Double.compare(before, after) != 0) {
      if (!Double.isNaN(before)) {
        told.add(new Told(before, -1));
      }
      if (!Double.isNaN(after)) {
        told.add(new Told(after, 1));
      }
    }
    return told;
  }

  /** What is known of a moment; NaN for what is not. */
  private record Parts(double used, double free, double total) {
    static final Parts NONE = new Parts(Double.NaN, Double.NaN, Double.NaN);

    Parts with(String metric, double bytes) {
      return switch (metric) {
        case USED -> new Parts(bytes, free, total);
        case FREE -> new Parts(used, bytes, total);
        case TOTAL -> new Parts(used, free, bytes);
        default -> throw new IllegalArgumentException("no level of GPU memory: " + metric);
      };
    }

    double share() {
      double all = Double.isNaN(free) ? total : used + free;
      double left = Double.isNaN(free) ? total - used : free;
      return all > 0 && left >= 0 ? left / all : Double.NaN;
    }
  }

  public byte[] bytes() {
    StateWriter out = new StateWriter().octet(VERSION).count(moments.size());
    moments.forEach(
        (at, parts) -> out.signed(at).number(parts.used).number(parts.free).number(parts.total));
    return out.bytes();
  }

  /** What wrote these bytes; a new one for none. */
  public static GpuMemory of(byte @Nullable [] bytes) {
    GpuMemory memory = new GpuMemory();
    if (bytes == null) {
      return memory;
    }
    StateReader in = new StateReader("GPU memory", bytes).version(VERSION);
    for (int left = in.size(); left > 0; left--) {
      memory.moments.put(in.signed(), new Parts(in.number(), in.number(), in.number()));
    }
    in.end();
    return memory;
  }
}
