package dev.leeway.telemetry;

import java.util.List;
import java.util.Map;

/**
 * All that one export request held: {@code spansSeen} = spans + the undecodable ones' {@code spans}
 * + {@link #placeholders()}.
 *
 * @param unmappedKeys spans by the family of attribute keys that no dialect has a use for, to
 *     notice when an emitter renames; at most {@value #UNMAPPED_FAMILIES_MAX} families, the rest
 *     under {@value #OTHER_FAMILIES}
 * @param lowConfidenceSpans spans whose dialect was recognised with less than half confidence
 */
public record DecodedBatch(
    List<MappedSpan> spans,
    List<Undecodable> undecodable,
    int spansSeen,
    Map<String, Integer> unmappedKeys,
    int lowConfidenceSpans) {
  public static final int UNMAPPED_FAMILIES_MAX = 256;
  public static final String OTHER_FAMILIES = "__other__";

  public DecodedBatch {
    spans = List.copyOf(spans);
    undecodable = List.copyOf(undecodable);
    unmappedKeys = Map.copyOf(unmappedKeys);
  }

  /** Spans that only announce or repeat others and were passed over. */
  public int placeholders() {
    return spansSeen - spans.size() - undecodable.stream().mapToInt(Undecodable::spans).sum();
  }
}
