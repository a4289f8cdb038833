package dev.leeway.signals.grounding;

/** What a checkable claim is. The code is stored and never changes. */
public enum ClaimKind {
  /** A number without a unit that is known here. */
  NUMBER(0),
  PERCENT(1),
  /** A number with a currency. */
  MONEY(2),
  /** A number with a unit of mass, length, time, volume, data or temperature. */
  QUANTITY(3),
  DATE(4),
  /** A time of day. */
  TIME(5),
  /** A code of letters and digits, or a number too long to be a quantity. */
  ID(6),
  URL(7),
  EMAIL(8),
  /** Two or more capitalised words in a row. */
  NAME(9),
  /** Words in quotation marks. */
  QUOTATION(10);

  private final int code;

  ClaimKind(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }

  /** Whether its value can be added to others. */
  public boolean addable() {
    return this == NUMBER || this == PERCENT || this == MONEY || this == QUANTITY;
  }
}
