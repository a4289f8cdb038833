package dev.leeway.signals.condition.rate;

/**
 * A rate that left what is usual.
 *
 * @param minutes that it was seen for
 * @param perMinute over these minutes
 * @param usual of the busiest usual five minutes for a surge, of the quietest for a slump
 * @param phi variance of a minute's amount over its mean
 * @param logChance upper bound on the log of the chance that scatter alone goes so far
 */
record Shift(int minutes, double perMinute, double usual, double phi, double logChance) {
  double ratio() {
    return perMinute / usual;
  }

  boolean surge() {
    return perMinute > usual;
  }
}
