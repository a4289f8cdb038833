package dev.leeway.signals.fact;

import dev.leeway.signals.contract.UserTurn;
import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.Content;
import dev.leeway.signals.event.ContentRole;
import dev.leeway.signals.event.EventKind;
import dev.leeway.signals.event.FactSink;
import dev.leeway.signals.json.MessageWalk;
import java.util.ArrayList;
import java.util.List;

/**
 * What the user's newest turn says of the answer before it: {@value #TURN}, the name of a {@code
 * UserTurn}. Read of a model call whose input ends with a user's turn and holds an earlier one with
 * an answer between them.
 */
public final class TurnFacts implements FactReader {
  public static final String TURN = "user.turn";

  @Override
  public void read(AgentEvent span, List<Content> contents, FactSink out) {
    if (span.kind() != EventKind.LLM) {
      return;
    }
    for (Content content : contents) {
      if (content.ref().role() == ContentRole.INPUT_MESSAGES) {
        Turns turns = new Turns();
        MessageWalk.walk(content.text(), turns);
        if (turns.judged()) {
          out.text(TURN, UserTurn.of(turns.said).name());
        }
      }
    }
  }

  /** The user's turns of one conversation. Not thread-safe. */
  private static final class Turns implements MessageWalk.Parts {
    private final List<String> said = new ArrayList<>();
    private boolean answered;
    private boolean last;

    boolean judged() {
      return last && answered && said.size() > 1;
    }

    @Override
    public void text(String role, String text) {
      last = role.equals("user");
      if (last) {
        said.add(text);
      } else {
        answered |= role.equals("assistant") && !said.isEmpty();
      }
    }

    @Override
    public void toolResponse(String response) {
      last = false;
    }

    @Override
    public void toolCall(String name, String arguments) {
      last = false;
    }

    @Override
    public void messageEnds() {}
  }
}
