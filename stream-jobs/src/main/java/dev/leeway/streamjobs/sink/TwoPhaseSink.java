package dev.leeway.streamjobs.sink;

import dev.leeway.streamjobs.edge.Destination;
import dev.leeway.streamjobs.edge.StoreRow;
import java.io.IOException;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.SupportsWriterState;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * The one sink of the job: rows of all tables and records of all topics go into blocks, blocks into
 * the checkpoint, and only when that has completed to where they belong.
 *
 * <p>It works behind any partitioning, and what a restore commits again is byte for byte what it
 * was. It runs with parallelism 1: its staging folder belongs to one writer.
 */
public final class TwoPhaseSink
    implements Sink<StoreRow>,
        SupportsWriterState<StoreRow, StagedFiles>,
        SupportsCommitter<Committable> {
  private static final long serialVersionUID = 1L;
  private final EnumMap<Destination, Layout> layouts;
  private final SinkBackends backends;
  private final BlockLimits limits;
  private final StagingFolder staging;
  private final Backoff backoff;

  /**
   * @param stagingFolder URI of a folder that nobody else writes to
   */
  public TwoPhaseSink(
      Map<Destination, Layout> layouts,
      SinkBackends backends,
      BlockLimits limits,
      String stagingFolder,
      Backoff backoff) {
    this.layouts = new EnumMap<>(layouts);
    this.backends = backends;
    this.limits = limits;
    this.staging = new StagingFolder(stagingFolder);
    this.backoff = backoff;
  }

  @Override
  public StatefulSinkWriter<StoreRow, StagedFiles> createWriter(WriterInitContext context)
      throws IOException {
    return writer(context, Set.of());
  }

  @Override
  public StatefulSinkWriter<StoreRow, StagedFiles> restoreWriter(
      WriterInitContext context, Collection<StagedFiles> recovered) throws IOException {
    Set<String> staged = new HashSet<>();
    recovered.forEach(files -> staged.addAll(files.names()));
    return writer(context, staged);
  }

  @Override
  public Committer<Committable> createCommitter(CommitterInitContext context) {
    return new BlockCommitter(
        backends,
        staging,
        new SinkCounters(context.metricGroup()),
        backoff,
        Pause.SLEEP,
        new SplittableRandom());
  }

  @Override
  public SimpleVersionedSerializer<Committable> getCommittableSerializer() {
    return new CommittableSerializer();
  }

  @Override
  public SimpleVersionedSerializer<StagedFiles> getWriterStateSerializer() {
    return new StagedFilesSerializer();
  }

  private BlockWriter writer(WriterInitContext context, Set<String> staged) throws IOException {
    return new BlockWriter(
        UUID.randomUUID().toString(),
        layouts,
        limits,
        staging,
        new SinkCounters(context.metricGroup()),
        staged);
  }
}
