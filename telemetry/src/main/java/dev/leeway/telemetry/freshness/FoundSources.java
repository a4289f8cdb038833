package dev.leeway.telemetry.freshness;

import dev.leeway.signals.source.SourceUpdate;
import java.util.ArrayList;
import java.util.List;

/**
 * What one export request says of data sources.
 *
 * @param unnamed sightings that name no source, and are passed over
 * @param beyondLimit sightings beyond {@value #UPDATES_MAX} of one request, and points of known
 *     metrics beyond what is kept of it; passed over
 */
public record FoundSources(List<SourceUpdate> updates, int unnamed, int beyondLimit) {
  public static final int UPDATES_MAX = 10_000;
  public static final FoundSources NONE = new FoundSources(List.of(), 0, 0);

  public FoundSources {
    updates = List.copyOf(updates);
  }

  /** Gathers while a request is read. Not thread-safe. */
  static final class Gathering {
    private final List<SourceUpdate> updates = new ArrayList<>();
    private int unnamed;
    private int beyondLimit;

    void add(SourceUpdate update) {
      if (updates.size() < UPDATES_MAX) {
        updates.add(update);
      } else {
        beyondLimit++;
      }
    }

    void beyondLimit(int count) {
      beyondLimit += count;
    }

    void unnamed() {
      unnamed++;
    }

    FoundSources close() {
      return new FoundSources(updates, unnamed, beyondLimit);
    }
  }
}
