package dev.leeway.telemetry.convention;

/**
 * An attribute key that a decoder has met, with its meaning. Belongs to one {@link KeyTable}; not
 * thread-safe.
 */
public final class Key {
  private static final int FAMILY_PARTS = 3;

  private final String name;
  private final Meaning meaning;
  private final Role[] roles;
  private final Meaning.Sign[] signs;
  private final boolean held;
  private int claimedIn;
  private int claimedAt;

  Key(String name, Meaning meaning, boolean held) {
    this.name = name;
    this.meaning = meaning;
    this.roles = meaning.roles().toArray(Role[]::new);
    this.signs = meaning.signs().toArray(Meaning.Sign[]::new);
    this.held = held;
  }

  public String name() {
    return name;
  }

  public Meaning meaning() {
    return meaning;
  }

  public int roleCount() {
    return roles.length;
  }

  public Role role(int number) {
    return roles[number];
  }

  public int signCount() {
    return signs.length;
  }

  public Meaning.Sign sign(int number) {
    return signs[number];
  }

  /** Whether the table holds it, so that an equal key is this same object. */
  public boolean isHeld() {
    return held;
  }

  /**
   * Claims a place among the attributes of one reading; where it has met the key already, the place
   * that the key took then, else -1. So the last of two equal keys wins without a set per span.
   *
   * @param reading from {@link KeyTable#nextReading}
   */
  public int claim(int reading, int place) {
    if (claimedIn == reading) {
      return claimedAt;
    }
    claimedIn = reading;
    claimedAt = place;
    return -1;
  }

  /** The key's first parts without indexes, to count unknown keys by. */
  public String family() {
    StringBuilder family = new StringBuilder();
    int parts = 0;
    for (String part : name.split("\\.", FAMILY_PARTS + 2)) {
      if (parts == FAMILY_PARTS || part.isEmpty() || Character.isDigit(part.charAt(0))) {
        break;
      }
      family.append(parts++ == 0 ? "" : ".").append(part);
    }
    return family.toString();
  }
}
