package dev.leeway.webui.serving;

import dev.leeway.signals.condition.capacity.Headroom;
import dev.leeway.signals.condition.serving.Outlook;
import dev.leeway.signals.serving.Knee;
import dev.leeway.webui.parts.Tone;
import dev.leeway.webui.words.Durations;
import dev.leeway.webui.words.Numbers;
import dev.leeway.webui.words.Unit;
import java.time.Duration;

/** How outlooks, knees and headroom are said. */
final class ServingWords {
  private static final double SOON_MINUTES = 30;
  private static final double URGENT_MINUTES = 5;
  private static final double GIBIBYTE = 1 << 30;

  private ServingWords() {}

  static String say(Outlook outlook) {
    return switch (outlook) {
      case Outlook.TooFew few ->
          "not enough data (%d of %d minutes)".formatted(few.minutes(), Outlook.MINUTES_MIN);
      case Outlook.Steady steady -> "steady";
      case Outlook.Filling filling ->
          filling.minutes() > filling.seen()
              ? "grows by %s a minute".formatted(Unit.SHARE.say(filling.perMinute()))
              : "full in " + minutes(filling.minutes());
    };
  }

  /** What stands behind {@link #say(Outlook)}; empty where nothing does. */
  static String why(Outlook outlook) {
    return outlook instanceof Outlook.Filling filling && filling.minutes() <= filling.seen()
        ? "%s to %s, by %d minutes"
            .formatted(minutes(filling.soonest()), minutes(filling.latest()), filling.seen())
        : "";
  }

  static Tone tone(Outlook outlook) {
    return switch (outlook) {
      case Outlook.TooFew few -> Tone.LEARNING;
      case Outlook.Steady steady -> Tone.GOOD;
      case Outlook.Filling filling -> {
        double minutes = filling.minutes();
        boolean far = minutes > Math.min(filling.seen(), SOON_MINUTES);
        yield far ? Tone.NEUTRAL : minutes <= URGENT_MINUTES ? Tone.BAD : Tone.WARN;
      }
    };
  }

  static String say(Knee knee) {
    return switch (knee) {
      case Knee.TooFew few ->
          few.minutes() < Knee.MINUTES_MIN
              ? "Not enough data for a knee: %d of %d minutes with requests."
                  .formatted(few.minutes(), Knee.MINUTES_MIN)
              : "Not enough data for a knee: %d of %d different loads."
                  .formatted(few.steps(), Knee.STEPS_MIN);
      case Knee.Unseen unseen ->
          "No knee: throughput grows by %s tokens/s a request as far as was seen."
              .formatted(Numbers.significant(unseen.perRequest()));
      case Knee.Found found ->
          "Knee at %s requests at once, %s tokens/s: each request before it brings %s tokens/s, each beyond %s."
              .formatted(
                  Numbers.significant(Math.rint(found.batch())),
                  Numbers.significant(Math.rint(found.throughput())),
                  Numbers.significant(found.perRequest()),
                  Numbers.significant(found.perRequestBeyond()));
    };
  }

  static String say(Headroom headroom) {
    return switch (headroom) {
      case Headroom.TooFew few -> missing(few);
      case Headroom.Known known -> Unit.RATIO.say(known.times());
    };
  }

  private static String missing(Headroom.TooFew few) {
    if (few.hours() < Headroom.HOURS_MIN) {
      return "not enough data (%d of %d hours)".formatted(few.hours(), Headroom.HOURS_MIN);
    }
    return few.runs() < Headroom.RUNS_MIN
        ? "not enough data (%d of %d runs)".formatted(few.runs(), Headroom.RUNS_MIN)
        : "no tokens are told";
  }

  /** Sustainable runs a minute with today's runs; empty where nothing is known. */
  static String why(Headroom headroom) {
    return headroom instanceof Headroom.Known known
        ? "%s of today's runs".formatted(Unit.PER_MINUTE.say(known.runsPerMinute()))
        : "";
  }

  static String ifTailDoubles(Headroom headroom, double tail) {
    return headroom instanceof Headroom.Known known && !Double.isNaN(tail)
        ? Unit.RATIO.say(known.ifTailDoubles(tail))
        : Numbers.NONE;
  }

  static String gibibytes(double bytes) {
    return Double.isNaN(bytes) ? Numbers.NONE : Numbers.significant(bytes / GIBIBYTE) + " GiB";
  }

  private static String minutes(double minutes) {
    return Durations.say(Duration.ofSeconds(Math.round(minutes * 60)));
  }
}
