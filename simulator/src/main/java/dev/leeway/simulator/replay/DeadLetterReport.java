package dev.leeway.simulator.replay;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leeway.simulator.otlp.SendReport;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What became of letters that were sent again.
 *
 * @param letters that were read
 * @param repeated letters with the bytes of an earlier one, which were not sent once more
 * @param sum of their items: {@code sent = accepted + refused}
 * @param refusals refused items by reason
 */
record DeadLetterReport(long letters, long repeated, SendReport sum, Map<String, Long> refusals) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int REASONS_MAX = 50;
  private static final String OTHER = "other reasons";

  static final DeadLetterReport NOTHING = new DeadLetterReport(0, 0, SendReport.NOTHING, Map.of());

  DeadLetterReport repetition() {
    return new DeadLetterReport(letters + 1, repeated + 1, sum, refusals);
  }

  /**
   * With one letter more.
   *
   * @param refusal why items of it were refused; of use only where some were
   */
  DeadLetterReport plus(SendReport report, String refusal) {
    Map<String, Long> reasons = new LinkedHashMap<>(refusals);
    if (report.refused() > 0) {
      boolean full = reasons.size() >= REASONS_MAX && !reasons.containsKey(refusal);
      reasons.merge(full ? OTHER : refusal, report.refused(), Long::sum);
    }
    return new DeadLetterReport(letters + 1, repeated, sum.plus(report), reasons);
  }

  String text() {
    if (letters == 0) {
      return "nothing was set aside, so nothing was sent";
    }
    StringBuilder text = new StringBuilder();
    refusals.forEach((reason, items) -> text.append("refused %,d: %s%n".formatted(items, reason)));
    return text.append(
            "letters %d (%d with bytes of an earlier one), sent %d, accepted %d, refused %d"
                .formatted(letters, repeated, sum.sent(), sum.accepted(), sum.refused()))
        .toString();
  }

  String json() {
    ObjectNode json =
        JSON.createObjectNode()
            .put("letters", letters)
            .put("repeated", repeated)
            .put("sent", sum.sent())
            .put("accepted", sum.accepted())
            .put("refused", sum.refused());
    ArrayNode reasons = json.putArray("refusals");
    refusals.forEach(
        (reason, items) -> reasons.addObject().put("reason", reason).put("items", items));
    return json.toString();
  }
}
