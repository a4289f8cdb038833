package dev.leeway.signals.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Whether a tool reads or changes something, by the words of its name: the same call again to one
 * that reads, with news in its answer, is polling; to one that changes something it is not.
 */
enum ToolManner {
  READING,
  ACTING,
  UNKNOWN;

  private static final Set<String> READING_FIRST =
      Set.of(
          "get",
          "list",
          "search",
          "find",
          "read",
          "fetch",
          "check",
          "show",
          "view",
          "query",
          "look",
          "lookup",
          "describe",
          "poll",
          "wait",
          "watch",
          "visit",
          "browse",
          "open",
          "download",
          "retrieve",
          "load",
          "inspect",
          "count",
          "is",
          "has",
          "verify",
          "validate",
          "monitor",
          "tail",
          "scan",
          "web",
          "track");

  private static final Set<String> READING_ANYWHERE =
      Set.of(
          "status",
          "progress",
          "state",
          "history",
          "info",
          "details",
          "next",
          "page",
          "scroll",
          "search",
          "lookup",
          "poll",
          "health");

  private static final Set<String> ACTING_WORDS =
      Set.of(
          "add",
          "order",
          "buy",
          "purchase",
          "create",
          "insert",
          "append",
          "send",
          "post",
          "put",
          "update",
          "set",
          "write",
          "delete",
          "remove",
          "cancel",
          "book",
          "reserve",
          "pay",
          "charge",
          "refund",
          "transfer",
          "issue",
          "submit",
          "place",
          "increase",
          "increment",
          "decrease",
          "modify",
          "change",
          "assign",
          "schedule",
          "reply",
          "email",
          "notify",
          "publish",
          "upload",
          "deploy",
          "restart",
          "checkout",
          "cart",
          "return",
          "exchange",
          "withdraw",
          "deposit",
          "trade",
          "sell",
          "bid",
          "approve",
          "grant",
          "spawn",
          "launch");

  static ToolManner of(String tool) {
    List<String> words = wordsOf(tool);
    if (words.isEmpty()) {
      return UNKNOWN;
    }
    if (READING_FIRST.contains(words.getFirst())
        || words.stream().anyMatch(READING_ANYWHERE::contains)) {
      return READING;
    }
    return words.stream().anyMatch(ACTING_WORDS::contains) ? ACTING : UNKNOWN;
  }

  /** The words of {@code addToCart}, {@code add_to_cart} and {@code cart.items#}. */
  static List<String> wordsOf(String name) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    for (int i = 0; i <= name.length(); i++) {
      char c = i < name.length() ? name.charAt(i) : ' ';
      boolean letter = Character.isLetter(c);
      boolean begins =
          Character.isUpperCase(c) && i > 0 && Character.isLowerCase(name.charAt(i - 1));
      if ((!letter || begins) && !word.isEmpty()) {
        words.add(word.toString().toLowerCase(Locale.ROOT));
        word.setLength(0);
      }
      if (letter) {
        word.append(c);
      }
    }
    return words;
  }
}
