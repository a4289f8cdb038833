package dev.leeway.standalone.running;

import dev.leeway.simulator.fleet.Failure;
import dev.leeway.simulator.fleet.FailureScript;
import dev.leeway.simulator.fleet.FailureScript.Episode;
import dev.leeway.simulator.fleet.Profiles;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What goes wrong in the demo: documents get twice as long 20 minutes before it starts, and in live
 * traffic the shop assistant now and then runs in circles.
 */
final class DemoScript {
  static final Duration SHIFT_BEFORE = Duration.ofMinutes(20);
  private static final Duration FIRST_LOOP = Duration.ofSeconds(20);
  private static final Duration LOOP_EVERY = Duration.ofMinutes(15);
  private static final Duration LOOP_LASTS = Duration.ofSeconds(30);
  private static final int LOOPS = 96;

  private DemoScript() {}

  /** The shift, which starts before the history's end and stays. */
  static List<Episode> historyOf(Instant anchor) {
    return List.of(
        new Episode(
            Failure.HARDER_INPUTS,
            Profiles.DOCUMENT_ANALYST,
            anchor.minus(SHIFT_BEFORE),
            anchor.plus(Duration.ofDays(365))));
  }

  /** The loops, from the start of live traffic on, for a day. */
  static void addLive(FailureScript script, Instant liveFrom) {
    for (int i = 0; i < LOOPS; i++) {
      Instant from = liveFrom.plus(FIRST_LOOP).plus(LOOP_EVERY.multipliedBy(i));
      script.add(new Episode(Failure.LOOP, Profiles.SHOP_ASSISTANT, from, from.plus(LOOP_LASTS)));
    }
  }
}
