package dev.leeway.clickhouse.engine;

/**
 * What ClickHouse's own parser says a text would do.
 *
 * @param statements how many statements the text holds, 0 where it does not parse
 */
public record StatementClass(int statements, Effect effect) {
  /** In the order of the C enumeration. */
  public enum Effect {
    READ_ONLY,
    MUTATING,
    MUTATING_GLOBAL,
    CONTROL,
    UNKNOWN
  }

  static StatementClass of(int statements, int effect) {
    Effect[] effects = Effect.values();
    return effect >= 0 && effect < effects.length
        ? new StatementClass(statements, effects[effect])
        : unknown();
  }

  static StatementClass unknown() {
    return new StatementClass(0, Effect.UNKNOWN);
  }

  public boolean isOneRead() {
    return statements == 1 && effect == Effect.READ_ONLY;
  }
}
