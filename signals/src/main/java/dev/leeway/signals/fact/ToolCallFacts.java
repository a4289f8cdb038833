package dev.leeway.signals.fact;

import dev.leeway.signals.contract.OfferedTools;
import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.Content;
import dev.leeway.signals.event.ContentRole;
import dev.leeway.signals.event.EventFlag;
import dev.leeway.signals.event.EventKind;
import dev.leeway.signals.event.FactSink;
import dev.leeway.signals.json.MessageWalk;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether a model calls its tools as they were offered: {@value #CHECKED} calls were held against
 * the definitions of the same span, {@value #INVALID} of them break the schema of their arguments
 * or name a tool that was not offered, and {@value #PROBLEM} says what is wrong with the first.
 *
 * <p>Parsed definitions are kept by their content's hash, the last {@value #KEPT_MAX}: an agent
 * sends the same ones with each request. Not thread-safe.
 */
public final class ToolCallFacts implements FactReader {
  public static final String CHECKED = "tool.calls.checked";
  public static final String INVALID = "tool.calls.invalid";
  public static final String PROBLEM = "tool.calls.problem";

  private static final int KEPT_MAX = 64;

  private final Map<String, OfferedTools> kept =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, OfferedTools> eldest) {
          return size() > KEPT_MAX;
        }
      };

  @Override
  public void read(AgentEvent span, List<Content> contents, FactSink out) {
    if (span.kind() != EventKind.LLM || span.has(EventFlag.TRUNCATED)) {
      return;
    }
    Optional<Content> definitions = of(ContentRole.TOOL_DEFINITIONS, contents);
    Optional<Content> output = of(ContentRole.OUTPUT_MESSAGES, contents);
    // Most answers call nothing; then the definitions need not be read.
    if (definitions.isEmpty() || output.isEmpty() || !output.get().text().contains("tool_call")) {
      return;
    }
    Content offer = definitions.get();
    OfferedTools offered =
        kept.computeIfAbsent(offer.ref().hash(), hash -> OfferedTools.parse(offer.text()));
    if (offered.known()) {
      new Calls(offered).countInto(output.get().text(), out);
    }
  }

  private static Optional<Content> of(ContentRole role, List<Content> contents) {
    return contents.stream().filter(content -> content.ref().role() == role).findFirst();
  }

  /** The calls of one answer, while they are counted. Not thread-safe. */
  private static final class Calls implements MessageWalk.Parts {
    private final OfferedTools offered;
    private int checked;
    private int invalid;
    private String problem = "";

    Calls(OfferedTools offered) {
      this.offered = offered;
    }

    void countInto(String messages, FactSink out) {
      MessageWalk.walk(messages, this);
      if (checked > 0) {
        out.number(CHECKED, checked).number(INVALID, invalid).text(PROBLEM, problem);
      }
    }

    @Override
    public void toolCall(String name, String arguments) {
      checked++;
      offered
          .problemOf(name, arguments)
          .ifPresent(found -> {
            invalid++;
            problem = problem.isEmpty() ? name + ": " + found : problem;
          });
    }

    @Override
    public void text(String role, String text) {}

    @Override
    public void toolResponse(String response) {}

    @Override
    public void messageEnds() {}
  }
}
