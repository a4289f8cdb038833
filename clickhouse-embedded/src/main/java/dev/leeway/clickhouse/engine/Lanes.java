package dev.leeway.clickhouse.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/**
 * A fixed number of connections of one kind, each with its own platform thread.
 *
 * <p>Requests run on virtual threads; a native call would pin their carrier, and the engine needs a
 * deep stack, so the work moves here. Who finds all lanes taken waits, at most {@code queueLimit}
 * of them and at most {@code patience}; more are refused and counted. Thread-safe.
 */
public final class Lanes implements AutoCloseable {
  private static final long STACK_BYTES = 16L << 20;
  private static final long END_MILLIS = 3_000;

  private final String kind;
  private final BlockingQueue<Worker> free;
  private final List<Worker> workers = new ArrayList<>();
  private final int queueLimit;
  private final Duration patience;
  private final AtomicInteger waiting = new AtomicInteger();
  private final LongAdder refused = new LongAdder();

  Lanes(
      String kind,
      int count,
      int queueLimit,
      Duration patience,
      Supplier<EngineConnection> connector,
      Map<String, String> baseline) {
    this.kind = kind;
    this.queueLimit = queueLimit;
    this.patience = patience;
    free = new ArrayBlockingQueue<>(count);
    for (int i = 0; i < count; i++) {
      Worker worker = new Worker(kind + "-" + i, new Lane(connector, baseline));
      workers.add(worker);
      free.add(worker);
    }
  }

  /** Runs the task on a free lane and waits for its end. */
  public <T> T run(LaneTask<T> task) throws Exception {
    Worker worker = take();
    try {
      return worker.run(task);
    } finally {
      free.add(worker);
    }
  }

  public String kind() {
    return kind;
  }

  /** How many requests were turned away because too many waited, or waited too long. */
  public long refused() {
    return refused.sum();
  }

  public int busy() {
    return workers.size() - free.size();
  }

  public int waiting() {
    return waiting.get();
  }

  /** Lets running statements end, for a few seconds, and closes the connections. */
  @Override
  public void close() {
    workers.forEach(Worker::end);
    for (Worker worker : workers) {
      try {
        worker.thread.join(END_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private Worker take() throws QueryException, InterruptedException {
    Worker worker = free.poll();
    if (worker != null) {
      return worker;
    }
    try {
      if (waiting.incrementAndGet() <= queueLimit) {
        worker = free.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
      }
    } finally {
      waiting.decrementAndGet();
    }
    if (worker == null) {
      refused.increment();
      throw QueryException.refused(
          ErrorCode.TOO_MANY_SIMULTANEOUS_QUERIES,
          "all " + workers.size() + " connections for " + kind + " are taken: try again later");
    }
    return worker;
  }

  private static final class Worker {
    private final Lane lane;
    private final BlockingQueue<FutureTask<?>> inbox = new LinkedBlockingQueue<>();
    private final Thread thread;
    private volatile boolean ended;

    Worker(String name, Lane lane) {
      this.lane = lane;
      thread = new Thread(null, this::serve, "lane-" + name, STACK_BYTES);
      thread.setDaemon(true);
      thread.start();
    }

    <T> T run(LaneTask<T> task) throws Exception {
      var future = new FutureTask<>(() -> task.run(lane));
      inbox.add(future);
      try {
        return future.get();
      } catch (ExecutionException e) {
        if (e.getCause() instanceof Exception cause) {
          throw cause;
        }
        throw e;
      }
    }

    void end() {
      ended = true;
      inbox.add(new FutureTask<>(() -> null));
    }

    private void serve() {
      while (!ended) {
        try {
          inbox.take().run();
        } catch (InterruptedException e) {
          ended = true;
        }
      }
      lane.close();
    }
  }
}
