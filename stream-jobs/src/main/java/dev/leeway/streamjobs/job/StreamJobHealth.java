package dev.leeway.streamjobs.job;

import java.util.List;

/**
 * Whether the job does its work now.
 *
 * @param problems in words; empty when it works
 * @param notes what an operator should know although it works, such as how it was restored
 */
public record StreamJobHealth(List<String> problems, List<String> notes) {
  public StreamJobHealth {
    problems = List.copyOf(problems);
    notes = List.copyOf(notes);
  }

  public boolean works() {
    return problems.isEmpty();
  }
}
