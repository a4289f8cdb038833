package dev.leeway.standalone.doctor;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the job's counts of unknown keys, and of doubtful spans, out of a {@code /metrics} page.
 */
record UnmappedKeys(Map<String, Long> families, long lowConfidence) {
  private static final Pattern UNMAPPED =
      Pattern.compile(
          "leeway_telemetry_unmapped\\{(?:.*,)?family=\"((?:[^\"\\\\]|\\\\.)*)\".*} (\\S+)");
  private static final Pattern LOW_CONFIDENCE =
      Pattern.compile("leeway_job\\{(?:.*,)?name=\"leeway\\.decode\\.low_confidence\".*} (\\S+)");

  /** The families by their counts, most first. */
  static UnmappedKeys parse(String page) {
    Map<String, Long> counts = new HashMap<>();
    long lowConfidence = 0;
    for (String line : page.lines().toList()) {
      Matcher unmapped = UNMAPPED.matcher(line);
      Matcher doubtful = LOW_CONFIDENCE.matcher(line);
      if (unmapped.matches()) {
        counts.merge(unescaped(unmapped.group(1)), number(unmapped.group(2)), Long::sum);
      } else if (doubtful.matches()) {
        lowConfidence += number(doubtful.group(1));
      }
    }
    Map<String, Long> ordered = new LinkedHashMap<>();
    counts.entrySet().stream()
        .filter(entry -> entry.getValue() > 0)
        .sorted(
            Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .forEach(entry -> ordered.put(entry.getKey(), entry.getValue()));
    return new UnmappedKeys(ordered, lowConfidence);
  }

  private static long number(String text) {
    return (long) Double.parseDouble(text);
  }

  private static String unescaped(String label) {
    return label.replace("\\n", "\n").replace("\\\"", "\"").replace("\\\\", "\\");
  }
}
