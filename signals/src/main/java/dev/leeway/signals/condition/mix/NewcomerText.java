package dev.leeway.signals.condition.mix;

import dev.leeway.signals.condition.fault.Fault;
import dev.leeway.signals.contract.ShapeChange;
import dev.leeway.signals.drift.Numbers;

/** How a newcomer is told to people. */
public enum NewcomerText {
  ANSWER_SHAPE {
    @Override
    String of(Newcomer found) {
      return "%s in %s; before, %s of %s answers were %s%s%s"
          .formatted(
              ShapeChange.between(found.usual(), found.category()),
              answers(found),
              Numbers.percent(found.usualShare()),
              Numbers.count(found.learned()),
              found.usual(),
              others(found),
              versions(found));
    }
  },
  ANSWER_LANGUAGE {
    @Override
    String of(Newcomer found) {
      return "answers in %s: %s (%s of %s) since %s; before, %s of %s were in %s%s"
          .formatted(
              found.category(),
              Numbers.percent(found.share()),
              Numbers.count(found.count()),
              Numbers.count(found.of()),
              Numbers.timeOfDay(found.sinceMillis()),
              Numbers.percent(found.usualShare()),
              Numbers.count(found.learned()),
              found.usual(),
              versions(found));
    }
  },
  FIELD_VALUE {
    @Override
    String of(Newcomer found) {
      return "value %s in %s, at most 1 %% before; then %s of %s were %s%s"
          .formatted(
              found.category(),
              answers(found),
              Numbers.percent(found.usualShare()),
              Numbers.count(found.learned()),
              found.usual(),
              others(found));
    }
  },
  MODEL_SERVED {
    @Override
    String of(Newcomer found) {
      return "%s → %s in %s, without a new version of the agent%s"
          .formatted(found.usual(), found.category(), counted(found, "runs"), others(found));
    }
  },
  MODEL_BUILD {
    @Override
    String of(Newcomer found) {
      return "build %s of the model answers %s, without a new version of the agent; at most 1 %% before, of %s%s"
          .formatted(
              found.category(),
              counted(found, "runs"),
              Numbers.count(found.learned()),
              others(found));
    }
  };

  abstract String of(Newcomer found);

  /** A fault has two categories: whoever had none before, had the other. */
  static String ofFault(Fault fault, Newcomer found) {
    return "%s of %s %s %s (%s) since %s; before, %s of %s did not%s; the pages of the examples say which"
        .formatted(
            Numbers.count(found.count()),
            Numbers.count(found.of()),
            fault.who(),
            fault.did(),
            Numbers.percent(found.share()),
            Numbers.timeOfDay(found.sinceMillis()),
            Numbers.percent(found.usualShare()),
            Numbers.count(found.learned()),
            versions(found));
  }

  private static String answers(Newcomer found) {
    return counted(found, "answers");
  }

  private static String counted(Newcomer found, String what) {
    return "%s (%s of %s %s) since %s"
        .formatted(
            Numbers.percent(found.share()),
            Numbers.count(found.count()),
            Numbers.count(found.of()),
            what,
            Numbers.timeOfDay(found.sinceMillis()));
  }

  private static String others(Newcomer found) {
    return found.categories() > 1 ? "; " + (found.categories() - 1) + " more are new" : "";
  }

  /** Only where it tells something: some of several versions, or the only one. */
  private static String versions(Newcomer found) {
    if (found.versions().isEmpty()) {
      return "";
    }
    String names = String.join(", ", found.versions());
    return found.versions().size() < found.versionsInAll()
        ? "; only from version " + names
        : "; version " + names;
  }
}
