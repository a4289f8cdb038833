package dev.leeway.storage;

import org.jspecify.annotations.Nullable;

/**
 * ClickHouse could not be reached, or refused.
 *
 * <p>A retryable failure may pass by itself: the same call, with the same deduplication token where
 * it inserts, can be made again. Any other needs a person: wrong credentials, a missing table, a
 * statement or block that this server does not take.
 */
public final class StorageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean retryable;
  private final int code;

  private StorageException(String message, @Nullable Throwable cause, boolean retryable, int code) {
    super(message, cause);
    this.retryable = retryable;
    this.code = code;
  }

  /** No answer came: whether the statement ran is not known. */
  public static StorageException unanswered(String message, Throwable cause) {
    return new StorageException(message, cause, true, 0);
  }

  /**
   * ClickHouse answered with an error.
   *
   * @param code ClickHouse's exception code, zero when it gave none
   */
  public static StorageException answered(String message, boolean retryable, int code) {
    return new StorageException(message, null, retryable, code);
  }

  public boolean retryable() {
    return retryable;
  }

  /** ClickHouse's exception code; zero when none came. */
  public int code() {
    return code;
  }
}
