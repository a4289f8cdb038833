package dev.leeway.signals.rule;

import dev.leeway.signals.event.Facts;
import dev.leeway.signals.event.Hashes;
import dev.leeway.signals.event.StateReader;
import dev.leeway.signals.event.StateWriter;
import dev.leeway.signals.fact.CallFacts;
import dev.leeway.signals.fact.Quantities;
import dev.leeway.signals.rule.Growths.Growth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Quantities that a run lets grow: in the arguments of a tool that is otherwise called alike, or in
 * the answers of a tool that changes something, such as a cart. Positions (pages, offsets, times)
 * and what tools that read answer may grow. Not thread-safe.
 */
final class CallGrowth {
  private static final int CALLS_MIN = 3;
  private static final double STEEP = 10;

  /** Fewer pieces than this are what people order, however they came to it. */
  private static final double COUNT_MIN = 10;

  private final LoopRule rule;
  private Growths growths = new Growths();

  CallGrowth(LoopRule rule) {
    this.rule = rule;
  }

  /**
   * Takes a call in.
   *
   * @param shape equal for calls that differ in their numbers alone
   * @param same equal for calls with the same arguments
   * @return the numbers that grew with it, those that only grow with any call of the tool too
   */
  List<Grown> add(String tool, long shape, long same, Facts facts, long atMillis) {
    List<Grown> grown = new ArrayList<>(0);
    add(tool, shape, Quantities.of(facts.text(CallFacts.NUMBERS)), atMillis, grown);
    String results = facts.text(CallFacts.RESULT_NUMBERS);
    ToolManner manner = results.isEmpty() ? ToolManner.READING : ToolManner.of(tool);
    if (manner == ToolManner.READING) {
      return grown;
    }
    for (Map.Entry<String, Double> number : Quantities.of(results).entrySet()) {
      if (NumberRole.of(number.getKey()) == NumberRole.COUNT) {
        add(Place.RESULT, tool, same, number, atMillis, grown);
        if (manner == ToolManner.ACTING) {
          add(Place.ANY_CALL, tool, 0, number, atMillis, grown);
        }
      }
    }
    return grown;
  }

  /** The same of a call that is known from a model's output alone. */
  List<Grown> add(String tool, Map<String, Double> numbers, long atMillis) {
    List<Grown> grown = new ArrayList<>(0);
    add(tool, 0, numbers, atMillis, grown);
    return grown;
  }

  private void add(
      String tool, long shape, Map<String, Double> numbers, long atMillis, List<Grown> grown) {
    for (Map.Entry<String, Double> number : numbers.entrySet()) {
      if (NumberRole.of(number.getKey()) != NumberRole.POSITION) {
        add(Place.ARGUMENTS, tool, shape, number, atMillis, grown);
      }
    }
  }

  private void add(
      Place place,
      String tool,
      long alike,
      Map.Entry<String, Double> number,
      long atMillis,
      List<Grown> grown) {
    long key = Hashes.hash64(String.join("\0", place.name(), tool, number.getKey(), alike + ""));
    Growth growth = growths.add(key, atMillis, number.getValue());
    if (growth.calls() > 1) {
      grown.add(new Grown(key, place, number.getKey(), growth));
    }
  }

  /** Whether it has grown so far that nobody wanted it. */
  boolean escalates(Grown grown) {
    Growth growth = grown.growth;
    boolean few =
        grown.place == Place.ARGUMENTS
            && NumberRole.of(grown.path) == NumberRole.COUNT
            && growth.last() < COUNT_MIN;
    return !few && grownTooFar(grown);
  }

  private boolean grownTooFar(Grown grown) {
    Growth growth = grown.growth;
    double times = growth.first() > 0 ? growth.last() / growth.first() : STEEP;
    NumberRole role = NumberRole.of(grown.path);
    boolean tooMany =
        role == NumberRole.COUNT
            && growth.calls() >= CALLS_MIN
            && growth.last() >= rule.quantityMax();
    return switch (grown.place) {
      case ARGUMENTS -> {
        boolean named = role != NumberRole.OTHER;
        boolean steep = named && growth.calls() >= CALLS_MIN && times >= STEEP;
        int calls = named ? rule.growthCalls() : rule.growthCalls() * 3 / 2;
        double factor = named ? rule.growthFactor() : 2 * rule.growthFactor();
        yield tooMany || steep || (growth.calls() >= calls && times >= factor);
      }
      case RESULT -> tooMany || growth.calls() >= rule.growthCalls() * 3 / 2;
      case ANY_CALL -> tooMany || growth.calls() >= rule.unseenRepeats();
    };
  }

  /** Whether this is the time to tell: at first, and when it has doubled its calls since. */
  boolean tellNow(Grown grown) {
    int told = grown.growth.toldCalls();
    if (!escalates(grown) || (told > 0 && grown.growth.calls() < 2 * told)) {
      return false;
    }
    growths.told(grown.key);
    return true;
  }

  void write(StateWriter out) {
    growths.write(out);
  }

  static CallGrowth read(LoopRule rule, StateReader in) {
    CallGrowth growth = new CallGrowth(rule);
    growth.growths = Growths.read(in);
    return growth;
  }

  /** Where a number is. */
  enum Place {
    ARGUMENTS,
    /** In the answers to the same arguments. */
    RESULT,
    /**
     * In the answers to whatever arguments: a cart that fills is no news before it is very full.
     */
    ANY_CALL
  }

  /** A number that is greater than at the call before. */
  record Grown(long key, Place place, String path, Growth growth) {}
}
