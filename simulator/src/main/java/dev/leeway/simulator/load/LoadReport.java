package dev.leeway.simulator.load;

/** What a load run sent and how it was answered. */
public record LoadReport(
    long sent, long accepted, long refused, double seconds, int bodies, int bodyBytes) {
  public double spansPerSecond() {
    return accepted / seconds;
  }
}
