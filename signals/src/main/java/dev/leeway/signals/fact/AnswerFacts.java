package dev.leeway.signals.fact;

import dev.leeway.signals.contract.AnswerFields;
import dev.leeway.signals.contract.OutputContract;
import dev.leeway.signals.contract.OutputReading;
import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.Content;
import dev.leeway.signals.event.ContentRole;
import dev.leeway.signals.event.EventFlag;
import dev.leeway.signals.event.EventKind;
import dev.leeway.signals.event.FactSink;
import dev.leeway.signals.json.JsonValue;
import dev.leeway.signals.json.MessageWalk;
import java.util.List;

/**
 * What an answer looks like: {@value #FORM}, {@value #SHAPE}, {@value #CHARACTERS}, {@value
 * #WORDS}, {@value #SKETCH} and {@value #LANGUAGE} of what a model or an agent gave out last, its
 * {@link AnswerFields} as {@value #FIELD_PREFIX} or {@value #VALUE_PREFIX} with the field's name,
 * and of a model's answer {@value #DECLARED} and {@value #VIOLATION}.
 *
 * <p>Nothing is read of a step that calls tools, of an image, or of a text that was cut on its way.
 */
public final class AnswerFacts implements FactReader {
  /** Name of an {@code OutputForm}. */
  public static final String FORM = "output.form";

  /** Form and fields in canonical words. */
  public static final String SHAPE = "output.shape";

  public static final String CHARACTERS = "output.characters";
  public static final String WORDS = "output.words";

  /** {@link Sketch} of its words, for comparing it with other answers; absent without any. */
  public static final String SKETCH = "output.sketch";

  /** Such as {@code en}; absent for JSON and for too little text. */
  public static final String LANGUAGE = "output.language";

  /** {@code json} or {@code schema}, where it was declared what the answer must be. */
  public static final String DECLARED = "output.declared";

  /** How the answer breaks what was declared, in words; absent where it doesn't. */
  public static final String VIOLATION = "output.violation";

  /** A number in a field of a JSON answer, see {@link AnswerFields}. */
  public static final String FIELD_PREFIX = "output.field.";

  /** A word or truth value in a field of a JSON answer, see {@link AnswerFields}. */
  public static final String VALUE_PREFIX = "output.value.";

  private final ContractFacts contracts;

  public AnswerFacts() {
    this(List.of());
  }

  /** With what was declared apart from requests. */
  public AnswerFacts(List<OutputContract> contracts) {
    this.contracts = new ContractFacts(contracts);
  }

  @Override
  public void read(AgentEvent span, List<Content> contents, FactSink out) {
    boolean answers =
        span.kind() == EventKind.LLM
            || span.kind() == EventKind.AGENT
            || span.kind() == EventKind.WORKFLOW;
    if (!answers || span.has(EventFlag.TRUNCATED)) {
      return;
    }
    for (Content content : contents) {
      if (content.ref().role() == ContentRole.OUTPUT_MESSAGES) {
        Answer answer = new Answer(span.kind() == EventKind.LLM);
        MessageWalk.walk(content.text(), answer);
        if (answer.isOne()) {
          tell(span, OutputReading.of(answer.text()), out);
          Sketch words = Sketch.ofWords(answer.text());
          out.text(SKETCH, words.isEmpty() ? "" : words.text());
        }
      }
    }
  }

  private void tell(AgentEvent span, OutputReading answer, FactSink out) {
    out.text(FORM, answer.form().name()).text(SHAPE, answer.shape());
    out.text(LANGUAGE, answer.language());
    out.number(CHARACTERS, answer.characters()).number(WORDS, answer.words());
    // Names out of data would be names without end.
    boolean named = !answer.shape().contains("{*");
    if (named && answer.json().orElse(null) instanceof JsonValue.Members members) {
      AnswerFields fields = AnswerFields.of(members.values());
      fields.numbers().forEach((field, number) -> out.number(FIELD_PREFIX + field, number));
      fields.words().forEach((field, word) -> out.text(VALUE_PREFIX + field, word));
    }
    contracts.tell(span, answer, out);
  }

  /** The text that counts as the answer: a model's first choice, an agent's last message. */
  private static final class Answer implements MessageWalk.Parts {
    private final boolean first;
    private final StringBuilder message = new StringBuilder();
    private String chosen = "";
    private boolean step;
    private boolean any;

    Answer(boolean first) {
      this.first = first;
    }

    boolean isOne() {
      return any && !step;
    }

    String text() {
      return chosen;
    }

    @Override
    public void text(String role, String text) {
      if (!role.equals("user") && !role.equals("system")) {
        message.append(message.isEmpty() ? "" : "\n").append(text);
      }
    }

    @Override
    public void toolResponse(String response) {}

    @Override
    public void toolCall(String name, String arguments) {
      step |= first;
    }

    @Override
    public void other(String type) {
      // Reasoning stands beside an answer, everything else in place of one.
      step |= first && !type.equals("reasoning") && !type.equals("thinking");
    }

    @Override
    public void messageEnds() {
      boolean better = !message.isEmpty() && (!first || chosen.isEmpty());
      chosen = better ? message.toString() : chosen;
      message.setLength(0);
      any = true;
    }
  }
}
