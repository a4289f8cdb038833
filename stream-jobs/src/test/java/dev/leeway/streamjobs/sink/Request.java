package dev.leeway.streamjobs.sink;

import org.apache.flink.api.connector.sink2.Committer;

/** A commit request that remembers what was signalled. */
final class Request implements Committer.CommitRequest<Committable> {
  private final Committable committable;
  boolean alreadyCommitted;

  Request(Committable committable) {
    this.committable = committable;
  }

  @Override
  public Committable getCommittable() {
    return committable;
  }

  @Override
  public int getNumberOfRetries() {
    return 0;
  }

  @Override
  public void signalFailedWithKnownReason(Throwable t) {
    throw new AssertionError("nothing fails for a known reason", t);
  }

  @Override
  public void signalFailedWithUnknownReason(Throwable t) {
    throw new AssertionError("nothing fails for an unknown reason", t);
  }

  @Override
  public void retryLater() {
    throw new AssertionError("the committer waits by itself");
  }

  @Override
  public void updateAndRetryLater(Committable updated) {
    throw new AssertionError("a block is never changed");
  }

  @Override
  public void signalAlreadyCommitted() {
    alreadyCommitted = true;
  }
}
