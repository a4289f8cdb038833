package dev.leeway.simulator.replay;

/** The formats that recorded traffic is read from; written as in {@code --format}. */
enum ReplayFormat {
  otlp,
  scenario,
  azure_llm,
  mooncake,
  servegen,
  chat;

  static ReplayFormat parse(String name) {
    for (ReplayFormat format : values()) {
      if (format.toString().equals(name)) {
        return format;
      }
    }
    throw new IllegalArgumentException(
        "expected otlp, scenario, azure-llm, mooncake, servegen or chat, came " + name);
  }

  @Override
  public String toString() {
    return name().replace('_', '-');
  }
}
