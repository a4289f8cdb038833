package dev.leeway.signals.drift;

import dev.leeway.signals.window.Slice;
import dev.leeway.signals.window.WindowPartial;
import java.util.function.Consumer;

/**
 * What a {@link TenantMonitor} asks beside its own detectors: conditions over whole minutes of an
 * agent, or of all agents together. Stateless: what it remembers is in the store.
 */
public interface MinuteConditions {
  /** Nothing is asked. */
  MinuteConditions NONE =
      new MinuteConditions() {
        @Override
        public void add(WindowPartial partial, MonitorStore store, MonitorOutput output) {}

        @Override
        public long nextDueMillis(Slice agent, MonitorStore store) {
          return Long.MAX_VALUE;
        }

        @Override
        public void advance(
            Slice agent,
            long clockMillis,
            MonitorStore store,
            MonitorOutput output,
            Consumer<RuleHit> hits) {}
      };

  /** Takes a partial in. */
  void add(WindowPartial partial, MonitorStore store, MonitorOutput output);

  /** The least clock of the agent at which {@link #advance} has something to do. */
  long nextDueMillis(Slice agent, MonitorStore store);

  /** The agent's clock has come so far: judges the minutes that ended before. */
  void advance(
      Slice agent,
      long clockMillis,
      MonitorStore store,
      MonitorOutput output,
      Consumer<RuleHit> hits);
}
