package dev.leeway.signals.condition.budget;

/** Bad ones of all. */
public record BadCount(double bad, long all) {
  public static final BadCount NONE = new BadCount(0, 0);

  BadCount plus(BadCount other) {
    return new BadCount(bad + other.bad, all + other.all);
  }

  BadCount minus(BadCount other) {
    return new BadCount(Math.max(0, bad - other.bad), Math.max(0, all - other.all));
  }

  /** The share of bad ones; zero where there are none at all. */
  public double share() {
    return all > 0 ? bad / all : 0;
  }
}
