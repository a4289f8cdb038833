package dev.leeway.webui.agent;

import dev.leeway.signals.window.Dimensions;
import dev.leeway.signals.window.Slice;
import dev.leeway.storage.query.SignalValues;
import dev.leeway.storage.query.TimeRange;
import dev.leeway.storage.query.WindowStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What one field of an agent's JSON answers said in the range and in the one it is compared with.
 *
 * @param field and the route that was answered
 */
record FieldReading(String field, SignalValues now, SignalValues before) {
  /** Signals that fields say; each field says one of them. */
  static final List<String> SIGNALS = List.of("contract.number", "contract.value");

  static List<FieldReading> read(
      WindowStore windows, Slice agent, TimeRange range, TimeRange baseline, Instant now) {
    List<FieldReading> fields = new ArrayList<>();
    for (String signal : SIGNALS) {
      Map<String, SignalValues> before =
          windows.byValue(agent, Dimensions.FIELD, signal, baseline, now);
      windows
          .byValue(agent, Dimensions.FIELD, signal, range, now)
          .forEach((field, values) ->
              fields.add(
                  new FieldReading(field, values, before.getOrDefault(field, SignalValues.EMPTY))));
    }
    return fields;
  }
}
