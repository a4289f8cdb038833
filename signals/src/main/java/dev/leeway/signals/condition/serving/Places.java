package dev.leeway.signals.condition.serving;

import dev.leeway.signals.condition.Minute;
import dev.leeway.signals.window.MergedWindow;
import dev.leeway.signals.window.Slice;
import java.util.List;

/**
 * Where a signal of model servers is judged: one by one, and where nobody tells them apart at all.
 */
final class Places {
  private Places() {}

  /** The windows of each replica or GPU, else that of the whole owner. */
  static List<MergedWindow> of(Minute minute, String signal, String dimension) {
    List<MergedWindow> each = minute.of(signal, dimension);
    return each.isEmpty() ? minute.of(signal, "") : each;
  }

  static boolean judged(String dimension, String wanted) {
    return dimension.isEmpty() || dimension.equals(wanted);
  }

  /** How a sentence names it. */
  static String words(Slice slice) {
    return slice.wholeAgent() ? slice.agent() : slice.value();
  }

  static String key(String signal, Slice slice) {
    return signal + '\0' + slice.value();
  }
}
