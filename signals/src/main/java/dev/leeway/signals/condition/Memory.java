package dev.leeway.signals.condition;

import dev.leeway.signals.drift.MonitorCount;
import dev.leeway.signals.drift.MonitorOutput;
import dev.leeway.signals.drift.MonitorStore;
import dev.leeway.signals.window.Slice;
import org.jspecify.annotations.Nullable;

/**
 * What one condition remembers: versioned bytes by key, of one agent until a time of its own, or
 * shared by all agents of the tenant. Who shares something sees to its end in {@link
 * Condition#forgotten}. Not thread-safe.
 */
public final class Memory {
  private final String condition;
  private final Slice agent;
  private final Ledger ledger;
  private final MonitorStore store;
  private final MonitorOutput output;

  Memory(String condition, Slice agent, Ledger ledger, MonitorStore store, MonitorOutput output) {
    this.condition = condition;
    this.agent = agent;
    this.ledger = ledger;
    this.store = store;
    this.output = output;
  }

  public byte @Nullable [] get(String key) {
    return store.get(stateKey(agent, ledgerKey(key)));
  }

  /** Keeps it until that time of the agent; nothing happens when there is no room for the key. */
  public void put(String key, byte[] value, long untilMillis) {
    if (ledger.keep(ledgerKey(key), untilMillis)) {
      store.put(stateKey(agent, ledgerKey(key)), value);
    } else {
      output.counted(MonitorCount.OVERFLOW_STATES, 1);
    }
  }

  /** How many keys of the agent the condition keeps. */
  public int kept() {
    return ledger.count(ledgerKey(""));
  }

  /** Something found no room within a bound of the condition's own, and is counted. */
  public void overflowed() {
    output.counted(MonitorCount.OVERFLOW_STATES, 1);
  }

  public void remove(String key) {
    ledger.remove(ledgerKey(key));
    store.remove(stateKey(agent, ledgerKey(key)));
  }

  /** Asks to be woken about a key that is kept, once; a later call replaces the time. */
  public void wakeAt(String key, long atMillis) {
    ledger.wakeAt(ledgerKey(key), atMillis);
  }

  public byte @Nullable [] shared(String key) {
    return store.get(sharedKey(key));
  }

  public void share(String key, byte[] value) {
    store.put(sharedKey(key), value);
  }

  public void unshare(String key) {
    store.remove(sharedKey(key));
  }

  private String ledgerKey(String key) {
    return condition + '\0' + key;
  }

  private String sharedKey(String key) {
    return String.join("\0", "wt", condition, key);
  }

  static String stateKey(Slice agent, String ledgerKey) {
    return String.join("\0", "ws", agent.environment(), agent.agent(), ledgerKey);
  }
}
