package dev.leeway.simulator.replay;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A distribution of token lengths as ServeGen publishes it: a dict of length to probability. */
public final class EmpiricalLengths {
  private static final Pattern ENTRY = Pattern.compile("(\\d+)\\s*:\\s*([0-9.eE+-]+)");

  private final int[] lengths;
  private final double[] cumulative;

  private EmpiricalLengths(int[] lengths, double[] cumulative) {
    this.lengths = lengths;
    this.cumulative = cumulative;
  }

  /** Reads {@code {9: 0.006, 163: 0.25}}; refuses a text without entries. */
  static EmpiricalLengths parse(String dict) {
    Matcher matcher = ENTRY.matcher(dict);
    int[] lengths = new int[16];
    double[] cumulative = new double[16];
    int size = 0;
    double sum = 0;
    while (matcher.find()) {
      if (size == lengths.length) {
        lengths = Arrays.copyOf(lengths, size * 2);
        cumulative = Arrays.copyOf(cumulative, size * 2);
      }
      sum += Double.parseDouble(matcher.group(2));
      lengths[size] = Integer.parseInt(matcher.group(1));
      cumulative[size++] = sum;
    }
    if (!(sum > 0)) {
      throw new IllegalArgumentException(
          "expected a dict of length to probability, came "
              + dict.substring(0, Math.min(60, dict.length())));
    }
    return new EmpiricalLengths(Arrays.copyOf(lengths, size), Arrays.copyOf(cumulative, size));
  }

  public int draw(SplittableRandom random) {
    double at = random.nextDouble() * cumulative[cumulative.length - 1];
    int found = Arrays.binarySearch(cumulative, at);
    return lengths[Math.min(lengths.length - 1, found < 0 ? -found - 1 : found + 1)];
  }
}
