package dev.leeway.webui.serving;

import dev.leeway.signals.condition.serving.Outlook;
import dev.leeway.signals.condition.serving.Resource;
import dev.leeway.signals.window.Dimensions;
import dev.leeway.signals.window.Slice;
import java.util.Comparator;

/**
 * One replica or GPU as it is now. Numbers that nobody tells are NaN.
 *
 * @param resource what of it fills up
 * @param used the share of that in use
 * @param queue requests waiting
 * @param batch requests at once
 * @param queueMillis time in the queue
 * @param bytes of a GPU's memory in use
 */
record PlaceLine(
    Slice place,
    Resource resource,
    Outlook outlook,
    double used,
    double queue,
    double batch,
    double queueMillis,
    double preemptionsPerMinute,
    double tokensPerSecond,
    double bytes) {

  /** Those that will be full soonest first, then by name. */
  static final Comparator<PlaceLine> MOST_URGENT =
      Comparator.comparingDouble(PlaceLine::minutesLeft).thenComparing(PlaceLine::name);

  boolean gpu() {
    return place.dimension().equals(Dimensions.GPU);
  }

  String name() {
    return place.wholeAgent() ? place.agent() : place.value();
  }

  /** As the page's URL names it. */
  String key() {
    return place.id().toString();
  }

  private double minutesLeft() {
    return outlook instanceof Outlook.Filling filling
        ? filling.minutes()
        : Double.POSITIVE_INFINITY;
  }
}
