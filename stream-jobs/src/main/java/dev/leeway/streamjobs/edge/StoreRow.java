package dev.leeway.streamjobs.edge;

import java.util.Arrays;

/**
 * One encoded row of a table, or one record of a topic, on its way to the sink. The bytes belong to
 * the row from here on.
 *
 * @param key the record's key for a topic; empty for a table
 */
@SuppressWarnings("ArrayRecordComponent") // Bytes cross the edge as they are; equality is below.
public record StoreRow(Destination destination, String key, byte[] bytes) {

  public static StoreRow of(Destination destination, byte[] bytes) {
    return new StoreRow(destination, "", bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StoreRow row
        && row.destination == destination
        && row.key.equals(key)
        && Arrays.equals(row.bytes, bytes);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * destination.name().hashCode() + key.hashCode()) + Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "StoreRow[" + destination + " " + key + " " + bytes.length + " bytes]";
  }
}
