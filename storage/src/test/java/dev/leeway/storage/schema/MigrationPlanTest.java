package dev.leeway.storage.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MigrationPlanTest {
  private static final Migration ONE = file("V001__one.sql", "SELECT 1;");
  private static final Migration TWO = file("V002__two.sql", "SELECT 2;");
  private static final Migration REPEATED = file("R__again.sql", "SELECT 3;");

  @Test
  void anEmptyDatabaseGetsVersionsInOrderAndThenTheRepeatable() {
    assertThat(MigrationPlan.pending(List.of(REPEATED, TWO, ONE), List.of()))
        .containsExactly(ONE, TWO, REPEATED);
  }

  @Test
  void whatWasAppliedIsNotPending() {
    assertThat(
            MigrationPlan.pending(
                List.of(ONE, TWO, REPEATED), List.of(applied(ONE), applied(REPEATED))))
        .containsExactly(TWO);
  }

  @Test
  void aRepeatableIsPendingAgainWhenItsTextChanged() {
    assertThat(
            MigrationPlan.pending(
                List.of(ONE, REPEATED),
                List.of(applied(ONE), applied(file("R__again.sql", "SELECT 4;")))))
        .containsExactly(REPEATED);
  }

  @Test
  void aVersionThatChangedAfterItWasAppliedIsRefused() {
    AppliedMigration other = applied(file("V001__one.sql", "SELECT 'other';"));
    assertThatExceptionOfType(SchemaMismatchException.class)
        .isThrownBy(() -> MigrationPlan.pending(List.of(ONE, TWO), List.of(other)))
        .withMessageContaining("expected V001__one.sql with checksum " + other.checksum())
        .withMessageContaining("came " + ONE.checksum())
        .withMessageContaining("put the file back");
  }

  @Test
  void aNewVersionBelowAnAppliedOneIsRefused() {
    assertThatExceptionOfType(SchemaMismatchException.class)
        .isThrownBy(() -> MigrationPlan.pending(List.of(ONE, TWO), List.of(applied(TWO))))
        .withMessageContaining("expected V001__one.sql to be newer than the applied version 2");
  }

  @Test
  void versionsOfANewerProgramAreLeftAlone() {
    AppliedMigration newer = applied(file("V009__newer.sql", "SELECT 9;"));
    assertThat(MigrationPlan.pending(List.of(ONE), List.of(applied(ONE), newer))).isEmpty();
  }

  private static Migration file(String name, String sql) {
    return Migration.of(name, sql, Map.of());
  }

  private static AppliedMigration applied(Migration migration) {
    return new AppliedMigration(migration.version(), migration.file(), migration.checksum());
  }
}
