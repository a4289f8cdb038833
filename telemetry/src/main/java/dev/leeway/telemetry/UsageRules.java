package dev.leeway.telemetry;

import dev.leeway.signals.event.EventFlag;
import dev.leeway.signals.event.EventKind;
import dev.leeway.signals.event.Usage;
import dev.leeway.telemetry.convention.Field;
import dev.leeway.telemetry.convention.Habit;
import dev.leeway.telemetry.price.Price;
import dev.leeway.telemetry.price.PriceTable;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Token usage by OpenTelemetry's inclusive convention, and what it costs. Not thread-safe: {@link
 * #flags()} is about the last span.
 */
final class UsageRules {
  private static final int MODELS_KNOWN_MAX = 256;

  private final PriceTable prices;
  private final Map<String, Optional<Price>> known = new Memo<>(MODELS_KNOWN_MAX);
  private int flags;

  UsageRules(PriceTable prices) {
    this.prices = prices;
  }

  Usage usageOf(SpanScan span, EventKind kind, String model, Set<Habit> habits) {
    AttributeFrame attributes = span.attributes();
    flags = 0;
    Long cacheReads = attributes.count(Field.CACHE_READ_TOKENS);
    Long cacheWrites = attributes.count(Field.CACHE_WRITE_TOKENS);
    Long reasoning = attributes.count(Field.REASONING_TOKENS);
    Long input =
        wholeOf(
            attributes.count(Field.INPUT_TOKENS),
            attributes.count(Field.FRESH_INPUT_TOKENS),
            orZero(cacheReads) + orZero(cacheWrites));
    Long output =
        wholeOf(
            attributes.count(Field.OUTPUT_TOKENS),
            attributes.count(Field.VISIBLE_OUTPUT_TOKENS),
            orZero(reasoning));
    Double cost = attributes.decimal(Field.COST_USD);
    if (input == null && output == null && cost == null && cacheReads == null) {
      return Usage.NONE;
    }
    boolean aggregate = !isOwn(span, kind, habits);
    if (aggregate) {
      flags |= EventFlag.AGGREGATE_USAGE.bit();
    }
    // Some report zero where they know no price.
    boolean unpriced = cost == null || cost == 0;
    if (unpriced && !aggregate && (input != null || output != null)) {
      cost =
          known
              .computeIfAbsent(model, prices::of)
              .map(price -> costOf(price, input, output, cacheReads, cacheWrites))
              .orElse(cost);
    }
    return new Usage(input, output, cacheReads, cacheWrites, reasoning, cost);
  }

  /** Whether a span reports what it used itself, and not a sum or a part of what others report. */
  private static boolean isOwn(SpanScan span, EventKind kind, Set<Habit> habits) {
    if (habits.contains(Habit.AGENT_HOLDS_USAGE)) {
      return kind == EventKind.AGENT;
    }
    return kind.callsModel() && span.kind() != SpanScan.KIND_SERVER;
  }

  int flags() {
    return flags;
  }

  /**
   * The whole with its part: what a dialect always counts without it needs it added, and so does a
   * whole that is less than its part.
   */
  private @Nullable Long wholeOf(@Nullable Long whole, @Nullable Long without, long part) {
    Long said = without == null ? whole : without;
    if (said == null || part == 0 || (without == null && part <= said)) {
      return said;
    }
    flags |= EventFlag.USAGE_FIXUP.bit();
    return said + part;
  }

  private static Double costOf(
      Price price,
      @Nullable Long input,
      @Nullable Long output,
      @Nullable Long cacheReads,
      @Nullable Long cacheWrites) {
    return price.costOf(orZero(input), orZero(output), orZero(cacheReads), orZero(cacheWrites));
  }

  private static long orZero(@Nullable Long count) {
    return count == null ? 0 : count;
  }
}
