package dev.leeway.signals.window;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/** The names of the further slice dimensions, and how one of them carries several values. */
public final class Dimensions {
  public static final String VERSION = "version";
  public static final String MODEL = "model";
  public static final String PROVIDER = "provider";
  public static final String OPERATION = "operation";
  public static final String REPLICA = "replica";

  /** A GPU, by its UUID, else by its number on its replica. */
  public static final String GPU = "gpu";

  /** The data sources that a run or span used, by their ids: several values, see {@link #join}. */
  public static final String DATA_SOURCE = "data_source";

  /** Who judged a run, by the name of the evaluation. */
  public static final String EVALUATOR = "evaluator";

  /** Replica, version and route together, see {@link Cohort}. */
  public static final String COHORT = "cohort";

  /** The kind of work that a run did, see {@link Work}. */
  public static final String WORK = "work";

  /** A field of JSON answers, with the route that was answered. */
  public static final String FIELD = "field";

  /** The tools that a run used: several values, see {@link #join}. */
  public static final String TOOL = "tool";

  /** Where slices beyond the budget end up: a value, an agent or an environment of this name. */
  public static final String OTHER = "__other__";

  /** The agent of what is said of all agents of an environment together. */
  public static final String ALL = "__all__";

  /** More values of one dimension than this in one run are folded into {@link #OTHER}. */
  public static final int VALUES_MAX = 16;

  /** Longer values are cut: a slice is for grouping, not for text. */
  public static final int LENGTH_MAX = 200;

  private Dimensions() {}

  /** A value as a slice has it: one line of bounded length. */
  public static String shortened(String value) {
    String line = value.replace('\n', ' ');
    return line.length() <= LENGTH_MAX ? line : line.substring(0, LENGTH_MAX);
  }

  /** Several values of one dimension as one text, a line each, sorted. */
  public static String join(Collection<String> values) {
    TreeSet<String> lines = new TreeSet<>();
    values.forEach(value -> lines.add(shortened(value)));
    lines.remove("");
    if (lines.size() <= VALUES_MAX) {
      return String.join("\n", lines);
    }
    List<String> kept = lines.stream().limit(VALUES_MAX - 1L).toList();
    return String.join("\n", kept) + "\n" + OTHER;
  }

  /** The values again, of a dimension that may have several; else the one. */
  static List<String> valuesOf(String dimension, String joined) {
    return switch (dimension) {
      case TOOL, DATA_SOURCE -> split(joined);
      default -> List.of(joined);
    };
  }

  static List<String> split(String joined) {
    return List.of(joined.split("\n", -1));
  }
}
