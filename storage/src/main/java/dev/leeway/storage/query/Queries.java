package dev.leeway.storage.query;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Lends a connection to one query and takes it back. Thread-safe; the data source bounds how many
 * run at once.
 */
final class Queries {
  private final DataSource source;

  Queries(DataSource source) {
    this.source = source;
  }

  <T> List<T> list(String name, String sql, RowMapper<T> mapper, Object... parameters) {
    try (Connection connection = source.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, parameters);
      try (ResultSet rows = statement.executeQuery()) {
        List<T> found = new ArrayList<>();
        while (rows.next()) {
          found.add(mapper.map(rows));
        }
        return found;
      }
    } catch (SQLException e) {
      throw new QueryFailedException(name, e);
    }
  }

  <T> Optional<T> first(String name, String sql, RowMapper<T> mapper, Object... parameters) {
    return list(name, sql, mapper, parameters).stream().findFirst();
  }

  void insert(String name, String sql, Object... parameters) {
    try (Connection connection = source.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, parameters);
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new QueryFailedException(name, e);
    }
  }

  /** So many placeholders, for an IN list. */
  static String placeholders(int count, String each) {
    return String.join(", ", Collections.nCopies(count, each));
  }

  static long[] longs(ResultSet row, String column) throws SQLException {
    Object[] values = objects(row, column);
    long[] numbers = new long[values.length];
    for (int i = 0; i < values.length; i++) {
      numbers[i] = ((Number) values[i]).longValue();
    }
    return numbers;
  }

  static double[] doubles(ResultSet row, String column) throws SQLException {
    Object[] values = objects(row, column);
    double[] numbers = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      numbers[i] = ((Number) values[i]).doubleValue();
    }
    return numbers;
  }

  static List<String> texts(ResultSet row, String column) throws SQLException {
    List<String> texts = new ArrayList<>();
    for (Object value : objects(row, column)) {
      texts.add(value.toString());
    }
    return texts;
  }

  static Map<String, String> textMap(ResultSet row, String column) throws SQLException {
    Map<String, String> map = new HashMap<>();
    ((Map<?, ?>) row.getObject(column))
        .forEach((key, value) -> map.put(key.toString(), value.toString()));
    return map;
  }

  static Map<String, Double> numberMap(ResultSet row, String column) throws SQLException {
    Map<String, Double> map = new HashMap<>();
    ((Map<?, ?>) row.getObject(column))
        .forEach((key, value) -> map.put(key.toString(), ((Number) value).doubleValue()));
    return map;
  }

  private static Object[] objects(ResultSet row, String column) throws SQLException {
    Array array = row.getArray(column);
    Object values = array.getArray();
    Object[] boxed = new Object[java.lang.reflect.Array.getLength(values)];
    for (int i = 0; i < boxed.length; i++) {
      boxed[i] = java.lang.reflect.Array.get(values, i);
    }
    return boxed;
  }

  private static void bind(PreparedStatement statement, Object... parameters) throws SQLException {
    for (int i = 0; i < parameters.length; i++) {
      statement.setObject(i + 1, parameters[i]);
    }
  }
}
