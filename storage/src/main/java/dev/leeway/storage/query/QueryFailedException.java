package dev.leeway.storage.query;

/** ClickHouse did not answer a query; the message says which, the cause says why. */
public final class QueryFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  QueryFailedException(String query, Throwable cause) {
    super(query + ": " + cause.getMessage(), cause);
  }
}
