package dev.leeway.clickhouse.engine;

/** Work for one lane, which runs on the lane's own thread and keeps it until it returns. */
public interface LaneTask<T> {
  T run(Lane lane) throws Exception;
}
