package dev.leeway.storage.query;

import java.sql.ResultSet;
import java.sql.SQLException;

/** From the current row to a value. */
@FunctionalInterface
interface RowMapper<T> {
  T map(ResultSet row) throws SQLException;
}
