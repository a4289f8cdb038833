package dev.leeway.webui.opinion;

import dev.leeway.signals.grounding.GroundednessScorer;
import dev.leeway.signals.json.MessageWalk;
import dev.leeway.webui.config.WebUiSettings;
import dev.leeway.webui.words.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Asks the scorer, where there is one, and says what it thinks in words. */
@Component
public class SecondOpinion {
  private static final Logger LOG = LoggerFactory.getLogger(SecondOpinion.class);

  /** Longer answers and more evidence take a model longer than a page may. */
  private static final int CHARACTERS_MAX = 64_000;

  private final Optional<GroundednessScorer> scorer;

  SecondOpinion(WebUiSettings settings) {
    scorer = settings.scorer();
  }

  /** Empty where nobody is to be asked, or what the model said, or why it said nothing. */
  public Optional<String> on(String outputMessages, List<String> evidence) {
    return scorer.map(asked -> asked.name() + ": " + words(asked, outputMessages, evidence));
  }

  private static String words(
      GroundednessScorer asked, String outputMessages, List<String> evidence) {
    String answer = answerIn(outputMessages);
    long characters = answer.length() + evidence.stream().mapToLong(String::length).sum();
    if (answer.isBlank() || evidence.isEmpty()) {
      return "nothing to judge";
    }
    if (characters > CHARACTERS_MAX) {
      return "not asked, %,d characters are too many".formatted(characters);
    }
    try {
      OptionalDouble score = asked.score(answer, evidence);
      return score.isPresent()
          ? Unit.SHARE.say(Math.clamp(score.getAsDouble(), 0, 1)) + " supported"
          : "can't tell";
    } catch (RuntimeException | LinkageError e) {
      LOG.warn("scorer {} failed", asked.name(), e);
      return "failed, " + e.getMessage();
    }
  }

  private static String answerIn(String outputMessages) {
    List<String> said = new ArrayList<>();
    MessageWalk.walk(outputMessages, new Said(said));
    return String.join("\n", said);
  }

  /** Keeps what an assistant said in words. */
  private record Said(List<String> texts) implements MessageWalk.Parts {
    @Override
    public void text(String role, String text) {
      if (!role.equals("user") && !role.equals("system")) {
        texts.add(text);
      }
    }

    @Override
    public void toolResponse(String response) {}

    @Override
    public void toolCall(String name, String arguments) {}

    @Override
    public void other(String type) {}

    @Override
    public void messageEnds() {}
  }
}
