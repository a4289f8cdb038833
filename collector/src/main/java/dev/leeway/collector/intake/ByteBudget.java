package dev.leeway.collector.intake;

import java.util.concurrent.atomic.AtomicLong;

/** The bytes that all requests together may hold. Thread-safe. */
public final class ByteBudget {
  private final long bytesMax;
  private final AtomicLong held = new AtomicLong();

  public ByteBudget(long bytesMax) {
    this.bytesMax = bytesMax;
  }

  /** What one request holds, nothing at first. */
  public Lease lease() {
    return new Lease();
  }

  public long heldBytes() {
    return held.get();
  }

  /** One request's share; give it back whatever happens. Thread-safe. */
  public final class Lease implements AutoCloseable {
    private final AtomicLong mine = new AtomicLong();

    private Lease() {}

    /** False if the budget has not as many left; nothing is taken then. */
    public boolean grow(long bytes) {
      if (held.addAndGet(bytes) > bytesMax) {
        held.addAndGet(-bytes);
        return false;
      }
      mine.addAndGet(bytes);
      return true;
    }

    @Override
    public void close() {
      held.addAndGet(-mine.getAndSet(0));
    }
  }
}
