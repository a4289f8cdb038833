package dev.leeway.signals.grounding;

import java.util.function.LongConsumer;

/**
 * One checkable value read from a text, in canonical form.
 *
 * @param unit of {@link Unit}
 * @param number in the dimension's unit, without sign; a date's or time's number; what an id of
 *     digits is as a number; 0 for the rest
 * @param written the number as written, before unit and multiplier
 * @param alternative what the same characters say in the other notation of thousands and decimals;
 *     NaN where there is none
 * @param tolerance half of the last place that was written, in the dimension's unit
 * @param text hash of the canonical text of an id, URL or address; 0 for the rest
 * @param start of the value in the text, with end
 * @param claimable whether its place lets it count as a claim
 */
record Value(
    ClaimKind kind,
    int unit,
    double number,
    double written,
    double alternative,
    double tolerance,
    long text,
    int start,
    int end,
    boolean claimable) {
  private static final int BARE = 1;
  private static final int WITH_UNIT = 2;
  private static final int OF_UNIT = 64;
  private static final int ID = 3;
  private static final int URL = 4;
  private static final int EMAIL = 5;
  private static final int DATE_PART = 6;

  static Value text(ClaimKind kind, long hash, int start, int end, boolean claimable) {
    return new Value(kind, Unit.NONE, 0, 0, Double.NaN, 0, hash, start, end, claimable);
  }

  static Value moment(int unit, double number, int start, int end, boolean claimable) {
    return new Value(
        Unit.kind(unit), unit, number, number, Double.NaN, 0, 0, start, end, claimable);
  }

  Value at(int newStart, int newEnd) {
    return new Value(
        kind, unit, number, written, alternative, tolerance, text, newStart, newEnd, claimable);
  }

  /** The keys under which evidence remembers it. */
  void stored(LongConsumer keys) {
    switch (kind) {
      case NUMBER -> {
        keys.accept(FactHash.ofNumber(BARE, number));
        if (!Double.isNaN(alternative)) {
          keys.accept(FactHash.ofNumber(BARE, alternative));
        }
      }
      case PERCENT, MONEY, QUANTITY -> {
        keys.accept(FactHash.ofNumber(OF_UNIT + unit, number));
        keys.accept(FactHash.ofNumber(WITH_UNIT, written));
      }
      case DATE -> storedDate(keys);
      case TIME -> {
        keys.accept(FactHash.ofNumber(OF_UNIT + unit, number));
        if (number % 60 != 0) {
          keys.accept(FactHash.ofNumber(OF_UNIT + unit, number - number % 60));
        }
      }
      case ID, NAME, QUOTATION -> {
        keys.accept(FactHash.of(ID, text));
        if (number > 0) {
          keys.accept(FactHash.ofNumber(BARE, number));
        }
      }
      case URL -> keys.accept(FactHash.of(URL, text));
      case EMAIL -> keys.accept(FactHash.of(EMAIL, text));
    }
  }

  /** The keys any of which supports it. */
  void sought(LongConsumer keys) {
    switch (kind) {
      case NUMBER -> soughtBare(keys, number, alternative);
      case PERCENT -> {
        keys.accept(FactHash.ofNumber(OF_UNIT + unit, number));
        keys.accept(FactHash.ofNumber(BARE, written));
        keys.accept(FactHash.ofNumber(BARE, Decimal.shifted(written, -2)));
      }
      case MONEY -> {
        keys.accept(FactHash.ofNumber(OF_UNIT + unit, number));
        keys.accept(FactHash.ofNumber(BARE, number));
        keys.accept(FactHash.ofNumber(BARE, Decimal.shifted(number, 2)));
      }
      case QUANTITY -> {
        keys.accept(FactHash.ofNumber(OF_UNIT + unit, number));
        keys.accept(FactHash.ofNumber(BARE, written));
        keys.accept(FactHash.ofNumber(BARE, number));
        if (unit == Unit.SECONDS) {
          keys.accept(FactHash.ofNumber(BARE, number / 60));
          keys.accept(FactHash.ofNumber(BARE, Decimal.shifted(number, 3)));
        }
      }
      case DATE -> soughtDate(keys);
      case TIME -> {
        keys.accept(FactHash.ofNumber(OF_UNIT + unit, number));
        if (!Double.isNaN(alternative)) {
          keys.accept(FactHash.ofNumber(OF_UNIT + unit, alternative));
        }
      }
      case ID, NAME, QUOTATION -> {
        keys.accept(FactHash.of(ID, text));
        if (number > 0) {
          soughtBare(keys, number, Double.NaN);
        }
      }
      case URL -> keys.accept(FactHash.of(URL, text));
      case EMAIL -> keys.accept(FactHash.of(EMAIL, text));
    }
  }

  private static void soughtBare(LongConsumer keys, double number, double alternative) {
    keys.accept(FactHash.ofNumber(BARE, number));
    keys.accept(FactHash.ofNumber(WITH_UNIT, number));
    if (!Double.isNaN(alternative)) {
      keys.accept(FactHash.ofNumber(BARE, alternative));
      keys.accept(FactHash.ofNumber(WITH_UNIT, alternative));
    }
  }

  private void storedDate(LongConsumer keys) {
    keys.accept(FactHash.ofNumber(OF_UNIT + unit, number));
    if (unit == Unit.DATE) {
      keys.accept(FactHash.ofNumber(DATE_PART, Calendar.monthDay((long) number)));
      keys.accept(FactHash.ofNumber(OF_UNIT + Unit.YEAR_MONTH, Calendar.yearMonth((long) number)));
      keys.accept(FactHash.ofNumber(WITH_UNIT, Calendar.year((long) number)));
      if (!Double.isNaN(alternative)) {
        keys.accept(FactHash.ofNumber(OF_UNIT + unit, alternative));
        keys.accept(FactHash.ofNumber(DATE_PART, Calendar.monthDay((long) alternative)));
      }
    } else if (unit == Unit.YEAR_MONTH) {
      keys.accept(FactHash.ofNumber(WITH_UNIT, Math.floor((number - 1) / 12)));
    }
  }

  private void soughtDate(LongConsumer keys) {
    keys.accept(FactHash.ofNumber(OF_UNIT + unit, number));
    if (unit == Unit.DATE) {
      keys.accept(FactHash.ofNumber(OF_UNIT + Unit.MONTH_DAY, Calendar.monthDay((long) number)));
      if (!Double.isNaN(alternative)) {
        keys.accept(FactHash.ofNumber(OF_UNIT + unit, alternative));
        keys.accept(
            FactHash.ofNumber(OF_UNIT + Unit.MONTH_DAY, Calendar.monthDay((long) alternative)));
      }
    } else if (unit == Unit.MONTH_DAY) {
      keys.accept(FactHash.ofNumber(DATE_PART, number));
    }
  }
}
