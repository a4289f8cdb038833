package dev.leeway.webui.health;

import java.util.List;

/** What the parts of a process say of themselves, each with its reason. */
public record HealthReport(List<Part> parts) {

  /**
   * One part's answer.
   *
   * @param detail the reason when it is not well, else what it has to show
   */
  public record Part(String name, boolean well, String detail) {}

  public HealthReport {
    parts = List.copyOf(parts);
  }

  public static HealthReport of(Part... parts) {
    return new HealthReport(List.of(parts));
  }

  public boolean well() {
    return parts.stream().allMatch(Part::well);
  }
}
