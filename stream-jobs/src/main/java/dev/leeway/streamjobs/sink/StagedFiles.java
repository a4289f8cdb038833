package dev.leeway.streamjobs.sink;

import java.util.Set;

/** The writer's state: names of the staged files that checkpoints may still point to. */
record StagedFiles(Set<String> names) {
  StagedFiles {
    names = Set.copyOf(names);
  }
}
