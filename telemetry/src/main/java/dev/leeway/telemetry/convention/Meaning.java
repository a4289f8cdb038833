package dev.leeway.telemetry.convention;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that the tables say about one key.
 *
 * @param roles the fields that it may hold
 * @param signs what it says about the dialect
 * @param path where it points to in a flattened list; null when it is in none
 * @param content whether its value is payload, kept out of the attributes
 * @param dropped whether its value is never stored
 * @param known whether some dialect has a use for it
 */
public record Meaning(
    List<Role> roles,
    List<KindRole> kindRoles,
    List<Sign> signs,
    @Nullable IndexedPath path,
    boolean content,
    boolean dropped,
    boolean known) {
  /**
   * That a key is a sign of the dialect with that number.
   *
   * @param value what the key's value has to begin with
   * @param inScope whether the dialect must have been seen in the scope
   */
  public record Sign(int mapper, String value, boolean inScope, double confidence) {}

  public Meaning {
    roles = List.copyOf(roles);
    kindRoles = List.copyOf(kindRoles);
    signs = List.copyOf(signs);
  }
}
