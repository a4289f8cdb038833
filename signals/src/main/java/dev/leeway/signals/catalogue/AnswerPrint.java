package dev.leeway.signals.catalogue;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.ContentRef;
import dev.leeway.signals.event.ContentRole;
import dev.leeway.signals.fact.AnswerFacts;
import dev.leeway.signals.run.FinalAnswer;
import dev.leeway.signals.run.RunSpans;
import dev.leeway.signals.run.RunValue;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A print of what a run was asked, or of what it answered, kept among the run's categories: what
 * answers of different runs are compared by. No signals: no window has them.
 */
final class AnswerPrint implements RunValue {
  /** The first 16 hexadecimal digits of the hash of the root's input, else of its first call's. */
  static final AnswerPrint PROMPT = new AnswerPrint("answer.prompt_print", AnswerPrint::promptOf);

  /** The sketch of the final answer's words. */
  static final AnswerPrint ANSWER = new AnswerPrint("answer.print", AnswerPrint::answerOf);

  static final List<RunValue> BOTH = List.of(PROMPT, ANSWER);

  private static final int PROMPT_DIGITS = 16;

  private final String name;
  private final Function<RunSpans, String> print;

  private AnswerPrint(String name, Function<RunSpans, String> print) {
    this.name = name;
    this.print = print;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public OptionalDouble of(RunSpans run) {
    return OptionalDouble.empty();
  }

  @Override
  public String categoryOf(RunSpans run) {
    return print.apply(run);
  }

  private static String promptOf(RunSpans run) {
    return Stream.concat(run.root().stream(), run.spans().stream())
        .flatMap(span -> inputOf(span).stream())
        .findFirst()
        .map(input -> input.hash().substring(0, PROMPT_DIGITS))
        .orElse("");
  }

  /** Of a call to a model or of what is above it: a tool's arguments are no prompt. */
  private static Optional<ContentRef> inputOf(AgentEvent span) {
    return span.contents().stream()
        .filter(content -> content.role() == ContentRole.INPUT_MESSAGES)
        .findFirst();
  }

  private static String answerOf(RunSpans run) {
    return FinalAnswer.of(run).map(facts -> facts.text(AnswerFacts.SKETCH)).orElse("");
  }
}
