package dev.leeway.signals.grounding;

import java.time.LocalDate;
import java.time.YearMonth;

/** Dates as numbers; what is no date is -1. */
final class Calendar {
  static final int YEAR_MIN = 1000;
  static final int YEAR_MAX = 2999;
  private static final long SHIFT = 400_000;

  private Calendar() {}

  static boolean isYear(int year) {
    return year >= YEAR_MIN && year <= YEAR_MAX;
  }

  /** Days since 1970, shifted so that years from 1000 on are positive. */
  static long date(int year, int month, int day) {
    if (!isYear(year) || month < 1 || month > 12 || day < 1) {
      return -1;
    }
    if (day > YearMonth.of(year, month).lengthOfMonth()) {
      return -1;
    }
    return LocalDate.of(year, month, day).toEpochDay() + SHIFT;
  }

  static int monthDay(int month, int day) {
    boolean is = month >= 1 && month <= 12 && day >= 1 && day <= 31;
    return is ? month * 32 + day : -1;
  }

  static int monthDay(long date) {
    LocalDate day = LocalDate.ofEpochDay(date - SHIFT);
    return monthDay(day.getMonthValue(), day.getDayOfMonth());
  }

  static double yearMonth(int year, int month) {
    return year * 12.0 + month;
  }

  static double yearMonth(long date) {
    LocalDate day = LocalDate.ofEpochDay(date - SHIFT);
    return yearMonth(day.getYear(), day.getMonthValue());
  }

  static double year(long date) {
    return LocalDate.ofEpochDay(date - SHIFT).getYear();
  }

  static String text(long date) {
    return LocalDate.ofEpochDay(date - SHIFT).toString();
  }
}
