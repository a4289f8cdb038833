package dev.leeway.signals.fact;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A tool call as a model's output has it, where it is kept as a line of {@link OutputFacts#CALLS}.
 *
 * @param same as {@link CallFacts#SAME}
 * @param numbers as {@link CallFacts#NUMBERS}
 */
public record OutputCall(String tool, long same, String numbers) {
  private static final int CALLS_LENGTH_MAX = 960;
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{1,13}");

  /** All calls of a fact; lines that are none are passed over. */
  public static List<OutputCall> of(String fact) {
    List<OutputCall> calls = new ArrayList<>();
    for (String line : fact.split("\n", -1)) {
      String[] parts = line.split("\t", -1);
      if (parts.length == 3 && HASH.matcher(parts[1]).matches()) {
        calls.add(new OutputCall(parts[0], Long.parseLong(parts[1], 16), parts[2]));
      }
    }
    return calls;
  }

  /** Adds the call while there is room for the whole of it. */
  void appendTo(StringBuilder fact) {
    String name = tool.replace('\t', ' ').replace('\n', ' ');
    String line = name + '\t' + Long.toHexString(same) + '\t' + numbers;
    if (!tool.isEmpty() && fact.length() + line.length() < CALLS_LENGTH_MAX) {
      fact.append(fact.isEmpty() ? "" : "\n").append(line);
    }
  }
}
