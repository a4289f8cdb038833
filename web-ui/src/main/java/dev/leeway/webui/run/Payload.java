package dev.leeway.webui.run;

import java.util.Map;

/**
 * The texts of a span.
 *
 * @param texts by content hash; what is absent is not kept any more
 * @param check of what the span says
 */
record Payload(Map<String, String> texts, AnswerCheck check) {
  Payload {
    texts = Map.copyOf(texts);
  }
}
