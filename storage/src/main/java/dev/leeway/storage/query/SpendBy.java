package dev.leeway.storage.query;

/** By what runs are put together to see who spends. */
public enum SpendBy {
  /** The keyed hash of the user's id. */
  USER("user_id_hash"),
  CONVERSATION("conversation_id");

  private final String column;

  SpendBy(String column) {
    this.column = column;
  }

  String column() {
    return column;
  }
}
