package dev.leeway.webui.backtest;

import java.util.List;

/** Rules that can't be understood, with everything that is wrong with them. */
public final class RulesRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  RulesRefusedException(List<String> problems) {
    super(String.join("\n", problems));
    this.problems = List.copyOf(problems);
  }

  public List<String> problems() {
    return problems;
  }
}
