package dev.leeway.storage.schema;

/** The tables were made by other files than this program's: a person must decide what is right. */
public final class SchemaMismatchException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SchemaMismatchException(String message) {
    super(message);
  }
}
