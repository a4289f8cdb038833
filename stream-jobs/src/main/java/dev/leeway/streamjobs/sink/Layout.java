package dev.leeway.streamjobs.sink;

import java.io.Serializable;
import java.util.List;

/**
 * What a block's rows are: a table and the columns in the order of the rows' values, or a topic.
 *
 * @param target table or topic
 * @param columns empty for a topic
 */
public record Layout(String target, List<String> columns) implements Serializable {
  public Layout {
    if (target.isEmpty()) {
      throw new IllegalArgumentException("layout needs a table or a topic");
    }
    columns = List.copyOf(columns);
  }

  public static Layout topic(String name) {
    return new Layout(name, List.of());
  }
}
