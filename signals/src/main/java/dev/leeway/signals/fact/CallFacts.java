package dev.leeway.signals.fact;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.Content;
import dev.leeway.signals.event.EventKind;
import dev.leeway.signals.event.FactSink;
import java.util.List;

/**
 * What a tool was called with and what it gave back, as prints for comparing calls of one run.
 * Hashes are 52-bit numbers, {@link Sketch}es and {@link Quantities} are texts.
 */
public final class CallFacts implements FactReader {
  /** Hash of the arguments, less members that change by themselves. */
  public static final String SAME = "call.same";

  /** Hash of the arguments without their numbers. */
  public static final String SHAPE = "call.shape";

  /** Hash of the numbers, names and tokens with digits in the arguments. */
  public static final String DIGITS = "call.digits";

  /** Sketch of the words of prose in the arguments. */
  public static final String WORDS = "call.words";

  /** Numbers in the arguments, by path. */
  public static final String NUMBERS = "call.numbers";

  /** Hash of the result, less members that change by themselves. */
  public static final String RESULT_SAME = "result.same";

  /** Sketch of the words of a result that is prose; absent where it is JSON. */
  public static final String RESULT_WORDS = "result.words";

  /** Numbers in a result that is JSON, by path. */
  public static final String RESULT_NUMBERS = "result.numbers";

  /** A shorter prose is not worth comparing by its words: it is a status. */
  private static final int PROSE_LENGTH_MIN = 200;

  @Override
  public void read(AgentEvent span, List<Content> contents, FactSink out) {
    if (span.kind() != EventKind.TOOL) {
      return;
    }
    for (Content content : contents) {
      switch (content.ref().role()) {
        case TOOL_ARGUMENTS -> arguments(content.text(), out);
        case TOOL_RESULT -> result(content.text(), out);
        default -> {}
      }
    }
  }

  private static void arguments(String text, FactSink out) {
    Leaves leaves = Leaves.of(text);
    out.number(SAME, Mix.exact(leaves.same())).number(SHAPE, Mix.exact(leaves.shape()));
    Sketch words = leaves.words();
    if (!words.isEmpty()) {
      out.number(DIGITS, Mix.exact(leaves.digits())).text(WORDS, words.text());
    }
    out.text(NUMBERS, Quantities.text(leaves.numbers()));
  }

  private static void result(String text, FactSink out) {
    Leaves leaves = Leaves.of(text);
    out.number(RESULT_SAME, Mix.exact(leaves.same()));
    if (leaves.structured()) {
      out.text(RESULT_NUMBERS, Quantities.text(leaves.numbers()));
    } else if (text.length() >= PROSE_LENGTH_MIN) {
      out.text(RESULT_WORDS, leaves.words().text());
    }
  }
}
