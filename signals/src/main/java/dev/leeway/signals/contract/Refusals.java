package dev.leeway.signals.contract;

import java.util.List;
import java.util.Locale;

/**
 * Whether a text begins by declining what was asked (drift.md S15), in eight languages. Only its
 * first {@value #LENGTH_MAX} characters are looked at. An apology alone is none: "I'm sorry to hear
 * that" helps.
 */
public final class Refusals {
  private static final int LENGTH_MAX = 300;

  private static final List<String> PHRASES =
      List.of(
          // English
          "i can't help with",
          "i cannot help with",
          "i can't assist",
          "i cannot assist",
          "i'm unable to help",
          "i am unable to help",
          "i'm not able to help",
          "i can't provide",
          "i cannot provide",
          "i can't comply",
          "i cannot comply",
          "i can't fulfill",
          "i cannot fulfill",
          "i won't be able to help",
          "i'm sorry, but i can't",
          "i'm sorry, but i cannot",
          "i am sorry, but i cannot",
          "i'm sorry, i can't",
          "i must decline",
          "as an ai language model, i",
          "against my guidelines",
          // German
          "dabei kann ich nicht helfen",
          "kann ich ihnen nicht helfen",
          "kann ich dir nicht helfen",
          "ich kann dabei nicht helfen",
          "ich darf keine",
          // French
          "je ne peux pas vous aider",
          "je ne peux pas t'aider",
          "je ne suis pas en mesure de",
          // Spanish
          "no puedo ayudar",
          "no puedo proporcionar",
          "lo siento, pero no puedo",
          // Italian
          "non posso aiutar",
          "mi dispiace, ma non posso",
          // Portuguese
          "não posso ajudar",
          "desculpe, mas não posso",
          // Japanese, Chinese
          "お手伝いできません",
          "お答えできません",
          "我无法帮助",
          "我不能帮助",
          "我无法提供");

  private Refusals() {}

  public static boolean refuses(String text) {
    String head = text.substring(0, Math.min(LENGTH_MAX, text.length()));
    String plain = head.toLowerCase(Locale.ROOT).replace('’', '\'');
    return PHRASES.stream().anyMatch(plain::contains);
  }
}
