package dev.leeway.webui.words;

import java.util.Locale;

/** Categories of signals as people say them. */
public final class CategoryWords {
  private CategoryWords() {}

  /**
   * A language by its name, stored constants in lower case; anything else, such as a shape or a
   * model, as it is.
   */
  public static String say(String signal, String category) {
    if (signal.equals("contract.language")) {
      return language(category);
    }
    return category.matches("[A-Z][A-Z_]*") ? Outcomes.say(category) : category;
  }

  /** The same, cut to a length: shapes are long. */
  public static String brief(String signal, String category, int lengthMax) {
    String words = say(signal, category);
    return words.length() <= lengthMax ? words : words.substring(0, lengthMax - 1) + "…";
  }

  private static String language(String code) {
    if (!code.matches("[a-z]{2,3}")) {
      return code;
    }
    String name = Locale.of(code).getDisplayLanguage(Locale.ENGLISH);
    return name.isEmpty() ? code : name;
  }
}
