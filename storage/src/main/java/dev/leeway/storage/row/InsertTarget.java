package dev.leeway.storage.row;

import java.util.List;

/**
 * A table and the columns, in order, that rows are written for. It travels with the encoded rows,
 * so that rows of an older version are still inserted into the columns that they were made for.
 */
public record InsertTarget(String table, List<String> columns) {
  public InsertTarget {
    columns = List.copyOf(columns);
    if (columns.isEmpty()) {
      throw new IllegalArgumentException("expected columns for table " + table);
    }
  }

  public static InsertTarget of(String table, String... columns) {
    return new InsertTarget(table, List.of(columns));
  }

  public String insertStatement() {
    return "INSERT INTO " + table + " (" + columnList() + ") FORMAT RowBinary";
  }

  /** The query that gives back what was inserted, in the same order and format. */
  public String columnList() {
    return String.join(", ", columns);
  }
}
