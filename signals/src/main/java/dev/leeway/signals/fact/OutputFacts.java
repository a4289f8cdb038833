package dev.leeway.signals.fact;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.Content;
import dev.leeway.signals.event.ContentRole;
import dev.leeway.signals.event.EventKind;
import dev.leeway.signals.event.FactSink;
import dev.leeway.signals.json.MessageWalk;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a model gave out, as prints for comparing the calls of one run: the whole of it, the code
 * that it wants to be run, and the tools that it calls, for frameworks whose tools have no spans.
 */
public final class OutputFacts implements FactReader {
  /** Hash of all that the model gave out; absent of a short text, which many calls share. */
  public static final String SAME = "output.same";

  /** Hashes of blocks of code to be run, as hexadecimal numbers with blanks between. */
  public static final String CODE = "output.code";

  /** Calls of tools, see {@link OutputCall}. */
  public static final String CALLS = "output.calls";

  /** Places where the text breaks the form that it has begun; absent where there is none. */
  public static final String FORMAT_BREAKS = "output.format_breaks";

  private static final int LENGTH_MIN = 40;
  private static final int CODE_LENGTH_MIN = 20;
  private static final int BLOCKS_MAX = 8;

  private static final Set<String> CODE_TOOLS =
      Set.of("python", "interpreter", "code", "bash", "shell", "sql", "terminal");

  @Override
  public void read(AgentEvent span, List<Content> contents, FactSink out) {
    if (span.kind() != EventKind.LLM) {
      return;
    }
    for (Content content : contents) {
      if (content.ref().role() == ContentRole.OUTPUT_MESSAGES) {
        Output output = new Output();
        MessageWalk.walk(content.text(), output);
        output.tell(out, span.model().finishReasons().contains("length"));
      }
    }
  }

  /** One answer, while it is read. Not thread-safe. */
  private static final class Output implements MessageWalk.Parts {
    private final StringBuilder code = new StringBuilder();
    private final StringBuilder calls = new StringBuilder();
    private long same = Mix.START;
    private int length;
    private int blocks;
    private int breaks;

    @Override
    public void text(String role, String text) {
      String said = text.strip();
      same = Mix.of(same ^ Mix.of(said));
      length += said.length();
      breaks += FormatBreaks.in(said);
      for (String block : CodeBlocks.in(said)) {
        block(block);
      }
    }

    @Override
    public void toolCall(String name, String arguments) {
      Leaves leaves = Leaves.of(arguments);
      OutputCall call =
          new OutputCall(name, (long) Mix.exact(leaves.same()), Quantities.text(leaves.numbers()));
      call.appendTo(calls);
      same = Mix.of(same ^ Mix.of(name) ^ leaves.same());
      length += name.length() + arguments.length();
      String lower = name.toLowerCase(Locale.ROOT);
      if (CODE_TOOLS.stream().anyMatch(lower::contains)) {
        block(arguments);
      }
    }

    @Override
    public void toolResponse(String response) {}

    @Override
    public void messageEnds() {}

    private void block(String text) {
      String plain = text.strip().replaceAll("\\s+", " ");
      if (plain.length() >= CODE_LENGTH_MIN && blocks < BLOCKS_MAX) {
        blocks++;
        long hash = (long) Mix.exact(Mix.of(plain));
        code.append(code.isEmpty() ? "" : " ").append(Long.toHexString(hash));
      }
    }

    void tell(FactSink out, boolean cutShort) {
      if (length >= LENGTH_MIN) {
        out.number(SAME, Mix.exact(same));
      }
      out.text(CODE, code.toString()).text(CALLS, calls.toString());
      if (breaks > 0 && !cutShort) {
        out.number(FORMAT_BREAKS, breaks);
      }
    }
  }
}
