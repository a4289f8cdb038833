package dev.leeway.webui.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list.
 *
 * @param next passed as {@code cursor} for the next page; null at the end
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record Items<T>(List<T> items, @Nullable String next) {
  static <T> Items<T> all(List<T> items) {
    return new Items<>(items, null);
  }
}
