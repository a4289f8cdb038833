package dev.leeway.storage.schema;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Decides which files are still to be applied: versions in order, then repeatable ones whose text
 * changed.
 *
 * <p>Refused are a version whose file changed after it was applied, and a version that is new but
 * below one that was applied. Versions that only the database knows are fine: a newer program made
 * them, and changes are additive.
 */
final class MigrationPlan {
  private MigrationPlan() {}

  static List<Migration> pending(
      Collection<Migration> files, Collection<AppliedMigration> applied) {
    Map<String, AppliedMigration> byFile =
        applied.stream().collect(Collectors.toMap(AppliedMigration::file, Function.identity()));
    int newest = applied.stream().mapToInt(AppliedMigration::version).max().orElse(0);
    List<String> problems = new ArrayList<>();
    List<Migration> pending = new ArrayList<>();
    for (Migration file : inOrder(files)) {
      AppliedMigration before = byFile.get(file.file());
      if (before == null) {
        if (!file.repeatable() && file.version() <= newest) {
          problems.add(
              "expected %s to be newer than the applied version %d; give it the next number"
                  .formatted(file.file(), newest));
        }
        pending.add(file);
      } else if (!before.checksum().equals(file.checksum())) {
        if (!file.repeatable()) {
          problems.add(
              "expected %s with checksum %s as it was applied, came %s; put the file back and make the change in a new version"
                  .formatted(file.file(), before.checksum(), file.checksum()));
        }
        pending.add(file);
      }
    }
    if (!problems.isEmpty()) {
      throw new SchemaMismatchException(String.join("; ", problems));
    }
    return pending;
  }

  private static List<Migration> inOrder(Collection<Migration> files) {
    return files.stream()
        .sorted(
            Comparator.comparing(Migration::repeatable)
                .thenComparingInt(Migration::version)
                .thenComparing(Migration::file))
        .toList();
  }
}
