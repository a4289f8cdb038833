package dev.leeway.clickhouse.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * One connection with the session that the current request sees on it: database and settings.
 *
 * <p>Connections are shared by requests one after the other, so whatever a request sets is put back
 * before the next one. Used by one thread, its own.
 */
public final class Lane {
  private final Supplier<EngineConnection> connector;
  private final Map<String, String> baseline;
  private EngineConnection connection;
  private String database = "";
  private boolean stale;

  /**
   * @param baseline settings that connections of this pool are opened with
   */
  Lane(Supplier<EngineConnection> connector, Map<String, String> baseline) {
    this.connector = connector;
    this.baseline = Map.copyOf(baseline);
    connection = connector.get();
  }

  public EngineConnection connection() {
    return connection;
  }

  /**
   * Runs {@code task} with this database and these settings, and puts the settings back.
   *
   * @param settings names and values as the client gave them; the engine refuses unknown names
   */
  public <T> T within(String database, Map<String, String> settings, LaneTask<T> task)
      throws Exception {
    use(database);
    try {
      if (!settings.isEmpty()) {
        connection.execute("SET " + assignments(settings));
      }
      return task.run(this);
    } finally {
      putBack(settings);
    }
  }

  /** The session was changed by a statement itself, so the next request gets a new connection. */
  public void leaveStale() {
    stale = true;
  }

  void close() {
    connection.close();
  }

  private void use(String wanted) throws QueryException {
    if (!wanted.equals(database)) {
      database = "";
      connection.execute("USE " + quoted(wanted));
      database = wanted;
    }
  }

  private void putBack(Map<String, String> settings) {
    Map<String, String> before = new LinkedHashMap<>();
    settings.keySet().forEach(name -> before.put(name, baseline.getOrDefault(name, "")));
    try {
      if (!stale && !before.isEmpty()) {
        List<String> parts = new ArrayList<>();
        before.forEach((name, value) ->
            parts.add(name + " = " + (value.isEmpty() ? "DEFAULT" : literal(value))));
        connection.execute("SET " + String.join(", ", parts));
      }
    } catch (QueryException e) {
      // An unknown name, which the engine refused the first time too, or a broken connection.
      stale = true;
    }
    if (stale) {
      renew();
    }
  }

  private void renew() {
    EngineConnection old = connection;
    connection = connector.get();
    old.close();
    database = "";
    stale = false;
  }

  private static String assignments(Map<String, String> settings) {
    List<String> parts = new ArrayList<>();
    settings.forEach((name, value) -> parts.add(name + " = " + literal(value)));
    return String.join(", ", parts);
  }

  private static String literal(String value) {
    return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }

  private static String quoted(String identifier) {
    return "`" + identifier.replace("\\", "\\\\").replace("`", "\\`") + "`";
  }
}
