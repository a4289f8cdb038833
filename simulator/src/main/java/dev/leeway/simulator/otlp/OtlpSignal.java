package dev.leeway.simulator.otlp;

/** The three signals and the path that each is posted to. */
public enum OtlpSignal {
  TRACES("/v1/traces"),
  METRICS("/v1/metrics"),
  LOGS("/v1/logs");

  private final String path;

  OtlpSignal(String path) {
    this.path = path;
  }

  public String path() {
    return path;
  }
}
