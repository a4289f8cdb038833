package dev.leeway.signals.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The model side of an event. Empty text means absent.
 *
 * @param finishReasons normalised: stop, length, tool_call, content_filter, refusal, error,
 *     compaction, other
 * @param ttftNanos time to first token or chunk, where it was reported
 */
public record ModelCall(
    String provider,
    String modelRequested,
    String modelServed,
    String responseId,
    List<String> finishReasons,
    @Nullable Long ttftNanos) {

  public static final ModelCall NONE = new ModelCall("", "", "", "", List.of(), null);

  public ModelCall {
    finishReasons = List.copyOf(finishReasons);
  }

  /** The served model, else the requested one. */
  public String model() {
    return modelServed.isEmpty() ? modelRequested : modelServed;
  }
}
