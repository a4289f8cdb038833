package dev.leeway.signals.event;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * Facts as a part of an event's bytes: a known name costs one byte, a small whole number two or
 * three.
 */
final class FactsCodec {
  /** Names that a byte stands for. A position is for ever: new names are added at the end. */
  private static final StateDictionary NAMES =
      new StateDictionary(
          List.of(
              "input.messages",
              "input.turns",
              "input.media",
              "tools.offered",
              "documents",
              "input.foreign_share",
              "values.invalid",
              "call.same",
              "call.shape",
              "call.digits",
              "call.words",
              "call.numbers",
              "result.same",
              "result.words",
              "result.numbers",
              "output.same",
              "output.code",
              "output.calls",
              "output.format_breaks",
              "error.same",
              "error.kind",
              "error.in_result",
              "output.form",
              "output.shape",
              "output.characters",
              "output.words",
              "output.language",
              "output.declared",
              "output.violation",
              "tool.calls.checked",
              "tool.calls.invalid",
              "tool.calls.problem",
              "user.turn",
              "model.fingerprint",
              "limit.requests.left",
              "limit.requests.max",
              "limit.tokens.left",
              "limit.tokens.max",
              "retry_after_s"));

  private static final double WHOLE_MAX = 0x1p53;

  private FactsCodec() {}

  static void write(StateWriter out, Facts facts) {
    each(out, facts.numbers(), FactsCodec::write);
    each(out, facts.texts(), StateWriter::text);
  }

  static Facts read(StateReader in) {
    Map<String, Double> numbers = new TreeMap<>();
    for (int left = in.size(); left > 0; left--) {
      numbers.put(name(in), number(in));
    }
    Map<String, String> texts = new TreeMap<>();
    for (int left = in.size(); left > 0; left--) {
      texts.put(name(in), in.text());
    }
    return new Facts(numbers, texts);
  }

  /** Sorted, so that equal facts are equal bytes. */
  private static <T> void each(
      StateWriter out, Map<String, T> values, BiConsumer<StateWriter, T> write) {
    out.count(values.size());
    new TreeMap<>(values)
        .forEach((name, value) -> {
          int position = NAMES.position(name);
          out.count(position + 1L);
          if (position < 0) {
            out.text(name);
          }
          write.accept(out, value);
        });
  }

  private static String name(StateReader in) {
    int position = (int) in.count() - 1;
    return position < 0 ? in.text() : NAMES.text(position);
  }

  private static void write(StateWriter out, double number) {
    boolean whole = number == Math.rint(number) && Math.abs(number) < WHOLE_MAX;
    out.octet(whole ? 0 : 1);
    if (whole) {
      out.signed((long) number);
    } else {
      out.number(number);
    }
  }

  private static double number(StateReader in) {
    return in.octet() == 0 ? in.signed() : in.number();
  }
}
