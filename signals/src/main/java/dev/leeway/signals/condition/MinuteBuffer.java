package dev.leeway.signals.condition;

import dev.leeway.signals.drift.MonitorStore;
import dev.leeway.signals.drift.codec.StateReader;
import dev.leeway.signals.drift.codec.StateWriter;
import dev.leeway.signals.window.MergedWindow;
import dev.leeway.signals.window.Slice;
import dev.leeway.signals.window.WindowPartial;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The open minutes of one agent: an entry per window, found again by pages of their names, since a
 * store lists nothing. A partial of a known window costs a read and a write.
 */
final class MinuteBuffer {
  /** Names per page: what is written anew when a window opens. */
  private static final int PAGE = 64;

  private static final int SECONDS = 60;
  private static final int VERSION = 1;

  private final Slice agent;
  private final MonitorStore store;

  MinuteBuffer(Slice agent, MonitorStore store) {
    this.agent = agent;
    this.store = store;
  }

  /** Adds to a window that is open; false where there is none yet. */
  boolean add(WindowPartial partial, Want want) {
    String key = keyOf(partial.slice(), partial.signal(), partial.windowStartMillis());
    byte[] bytes = store.get(key);
    if (bytes == null) {
      return false;
    }
    OpenWindow window = OpenWindow.decode(bytes);
    window.add(partial, want);
    store.put(key, window.encode());
    return true;
  }

  void open(WindowPartial partial, Want want, AgentBook book) {
    long minute = partial.windowStartMillis();
    int position = book.open.merge(minute, 1, Integer::sum) - 1;
    List<Name> names = page(minute, position / PAGE);
    names.add(new Name(partial.slice(), partial.signal()));
    store.put(pageKey(minute, position / PAGE), encode(names));
    OpenWindow window = new OpenWindow();
    window.add(partial, want);
    store.put(keyOf(partial.slice(), partial.signal(), minute), window.encode());
  }

  /** Takes the first open minute out. */
  Minute takeFirst(AgentBook book) {
    Map.Entry<Long, Integer> first = book.open.pollFirstEntry();
    long minute = first.getKey();
    int size = first.getValue();
    List<MergedWindow> windows = new ArrayList<>(size);
    for (int page = 0; page * PAGE < size; page++) {
      for (Name name : page(minute, page)) {
        String key = keyOf(name.slice, name.signal, minute);
        byte[] bytes = store.get(key);
        if (bytes != null) {
          windows.add(OpenWindow.decode(bytes).merged(name.slice, name.signal, minute, SECONDS));
          store.remove(key);
        }
      }
      store.remove(pageKey(minute, page));
    }
    return new Minute(
        agent,
        minute,
        windows.stream().filter(window -> window.count() > 0 || window.invalid() > 0).toList());
  }

  private record Name(Slice slice, String signal) {}

  private List<Name> page(long minute, int page) {
    List<Name> names = new ArrayList<>();
    byte[] bytes = store.get(pageKey(minute, page));
    if (bytes != null) {
      StateReader reader = new StateReader(bytes, VERSION);
      for (int left = reader.size(); left > 0; left--) {
        String dimension = reader.text();
        String value = reader.text();
        Slice slice = dimension.isEmpty() ? agent : agent.with(dimension, value);
        names.add(new Name(slice, reader.text()));
      }
    }
    return names;
  }

  private static byte[] encode(List<Name> names) {
    StateWriter writer = new StateWriter(VERSION).number(names.size());
    names.forEach(
        name -> writer.text(name.slice.dimension()).text(name.slice.value()).text(name.signal));
    return writer.bytes();
  }

  private static String keyOf(Slice slice, String signal, long minute) {
    return String.join("\0", "ww", slice.id().toString(), signal, Long.toString(minute));
  }

  private String pageKey(long minute, int page) {
    return String.join(
        "\0",
        "wp",
        agent.environment(),
        agent.agent(),
        Long.toString(minute),
        Integer.toString(page));
  }
}
