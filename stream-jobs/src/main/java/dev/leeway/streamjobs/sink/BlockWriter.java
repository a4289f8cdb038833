package dev.leeway.streamjobs.sink;

import dev.leeway.streamjobs.edge.Destination;
import dev.leeway.streamjobs.edge.StoreRow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32C;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;

/**
 * Gathers rows into blocks and hands them to the checkpoint; stores nothing itself. Not
 * thread-safe.
 *
 * <p>Tokens are {@code writer id, number}, and a writer takes a new random id each time it is made.
 * (An id or a count restored from a checkpoint would give the tokens of blocks that a lost, newer
 * checkpoint had committed to other blocks, and the store would drop those as repetitions.)
 */
final class BlockWriter
    implements StatefulSinkWriter<StoreRow, StagedFiles>,
        CommittingSinkWriter<StoreRow, Committable> {
  private final String writerId;
  private final Map<Destination, Layout> layouts;
  private final BlockLimits limits;
  private final StagingFolder staging;
  private final SinkCounters counters;
  private final Map<Destination, OpenBlock> open = new EnumMap<>(Destination.class);
  private final List<Committable> full = new ArrayList<>();
  private final Set<String> stagedBefore;
  private final Set<String> stagedNow = new HashSet<>();
  private long blockCount;

  /**
   * @param stagedBefore names that the restored checkpoint points to
   */
  BlockWriter(
      String writerId,
      Map<Destination, Layout> layouts,
      BlockLimits limits,
      StagingFolder staging,
      SinkCounters counters,
      Set<String> stagedBefore)
      throws IOException {
    this.writerId = writerId;
    this.layouts = layouts;
    this.limits = limits;
    this.staging = staging;
    this.counters = counters;
    this.stagedBefore = new HashSet<>(stagedBefore);
    counters.orphansDeleted(staging.deleteAllBut(stagedBefore));
  }

  @Override
  public void write(StoreRow row, Context context) throws IOException {
    byte[] bytes =
        row.destination().topic() ? RecordFrames.frame(row.key(), row.bytes()) : row.bytes();
    OpenBlock block = open.get(row.destination());
    if (block != null && block.sizeBytes() + (long) bytes.length > limits.bytesMax()) {
      close(row.destination(), block);
      block = null;
    }
    if (block == null) {
      block = new OpenBlock();
      open.put(row.destination(), block);
    }
    block.add(bytes);
    counters.rowWritten();
    if (block.rows() >= limits.rowsMax()) {
      close(row.destination(), block);
    }
  }

  /** Nothing leaves before the checkpoint: blocks go with {@link #prepareCommit()}. */
  @Override
  public void flush(boolean endOfInput) {}

  @Override
  public Collection<Committable> prepareCommit() throws IOException {
    for (Map.Entry<Destination, OpenBlock> entry : List.copyOf(open.entrySet())) {
      close(entry.getKey(), entry.getValue());
    }
    List<Committable> committables = new ArrayList<>(full);
    committables.sort(Comparator.comparing(Committable::destination));
    full.clear();
    return committables;
  }

  @Override
  public List<StagedFiles> snapshotState(long checkpointId) throws IOException {
    // The committer deletes a file when its block is stored: what is gone need not be remembered.
    for (String name : List.copyOf(stagedBefore)) {
      if (!staging.holds(name)) {
        stagedBefore.remove(name);
      }
    }
    stagedBefore.addAll(stagedNow);
    stagedNow.clear();
    return List.of(new StagedFiles(stagedBefore));
  }

  @Override
  public void close() {}

  private void close(Destination destination, OpenBlock block) throws IOException {
    open.remove(destination);
    Layout layout = layouts.get(destination);
    if (layout == null) {
      throw new IllegalStateException("no layout is configured for rows to " + destination);
    }
    byte[] bytes = block.bytes();
    CRC32C checksum = new CRC32C();
    checksum.update(bytes);
    String token = writerId + "-" + blockCount++;
    boolean stage = bytes.length > limits.inlineBytesMax();
    if (stage) {
      staging.write(token, bytes);
      stagedNow.add(token);
      counters.blockStaged(bytes.length);
    }
    full.add(
        new Committable(
            token,
            destination,
            layout,
            block.rows(),
            stage ? new byte[0] : bytes,
            stage ? token : "",
            bytes.length,
            (int) checksum.getValue()));
  }
}
