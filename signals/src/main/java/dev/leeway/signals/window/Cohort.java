package dev.leeway.signals.window;

import java.util.Map;
import java.util.Optional;

/**
 * The runs of one replica on one version and one route: what can be compared with its peers. It is
 * the value of the dimension {@link Dimensions#COHORT}, the one that has three parts; so windows
 * keep only what peers are compared by.
 *
 * @param version empty where none is told
 * @param route empty likewise
 */
public record Cohort(String replica, String version, String route) {
  private static final String SEPARATOR = "\t";
  private static final int REPLICA_MAX = 90;
  private static final int VERSION_MAX = 40;
  private static final int ROUTE_MAX = 68;

  /** By a run's other dimensions; empty where no replica is told. */
  public static Optional<Cohort> of(Map<String, String> dimensions) {
    String replica = part(dimensions, Dimensions.REPLICA, REPLICA_MAX);
    return replica.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Cohort(
                replica,
                part(dimensions, Dimensions.VERSION, VERSION_MAX),
                part(dimensions, Dimensions.OPERATION, ROUTE_MAX)));
  }

  /** By a slice's value; empty for {@link Dimensions#OTHER}. */
  public static Optional<Cohort> of(String value) {
    String[] parts = value.split(SEPARATOR, -1);
    return parts.length == 3
        ? Optional.of(new Cohort(parts[0], parts[1], parts[2]))
        : Optional.empty();
  }

  /** As the slice has it. */
  public String value() {
    return String.join(SEPARATOR, replica, version, route);
  }

  /** What peers have in common. */
  public String stratum() {
    return version + SEPARATOR + route;
  }

  private static String part(Map<String, String> dimensions, String dimension, int lengthMax) {
    String line = dimensions.getOrDefault(dimension, "").replace('\n', ' ').replace('\t', ' ');
    return line.length() <= lengthMax ? line : line.substring(0, lengthMax);
  }
}
