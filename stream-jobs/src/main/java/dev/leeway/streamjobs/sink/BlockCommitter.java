package dev.leeway.streamjobs.sink;

import java.io.IOException;
import java.util.Collection;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.zip.CRC32C;
import org.apache.flink.api.connector.sink2.Committer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers the blocks of a completed checkpoint, one after the other. Not thread-safe.
 *
 * <p>A failure that may pass is waited out here, with backoff and for as long as it takes: the job
 * stands still behind it, reading nothing more from Kafka, and nothing is lost. (Flink's own
 * retries come without a pause and end in a restart, which would only begin here again.) A block
 * that its table refuses for ever goes to the dead letters, so that it stops nobody else.
 */
final class BlockCommitter implements Committer<Committable> {
  private static final Logger LOG = LoggerFactory.getLogger(BlockCommitter.class);
  private final SinkBackends backends;
  private final BlockDelivery tables;
  private final BlockDelivery topics;
  private final StagingFolder staging;
  private final SinkCounters counters;
  private final Backoff backoff;
  private final Pause pause;
  private final RandomGenerator random;

  BlockCommitter(
      SinkBackends backends,
      StagingFolder staging,
      SinkCounters counters,
      Backoff backoff,
      Pause pause,
      RandomGenerator random) {
    this.backends = backends;
    this.tables = backends.openTables();
    this.topics = backends.openTopics();
    this.staging = staging;
    this.counters = counters;
    this.backoff = backoff;
    this.pause = pause;
    this.random = random;
  }

  @Override
  public void commit(Collection<CommitRequest<Committable>> requests)
      throws IOException, InterruptedException {
    for (CommitRequest<Committable> request : requests) {
      commit(request);
    }
  }

  @Override
  public void close() {
    tables.close();
    topics.close();
  }

  private void commit(CommitRequest<Committable> request) throws IOException, InterruptedException {
    Committable committable = request.getCommittable();
    Optional<byte[]> bytes =
        committable.staged()
            ? staging.read(committable.stagedFile(), committable.sizeBytes())
            : Optional.of(committable.inline());
    if (bytes.isEmpty()) {
      counters.committedBefore();
      request.signalAlreadyCommitted();
      return;
    }
    checkWhole(committable, bytes.get());
    Block block =
        new Block(committable.token(), committable.layout(), committable.rows(), bytes.get());
    store(block, committable.destination().topic() ? topics : tables);
    if (committable.staged()) {
      staging.delete(committable.stagedFile());
    }
  }

  private void store(Block block, BlockDelivery delivery) throws IOException, InterruptedException {
    try {
      deliverPatiently(block, delivery);
      counters.committed(block.rows());
    } catch (DeliveryException refused) {
      LOG.error(
          "block {} of {} rows was refused by {} for ever and goes to the dead letters",
          block.token(),
          block.rows(),
          block.layout().target(),
          refused);
      buryInstead(block, refused);
    }
  }

  private void buryInstead(Block block, DeliveryException refused)
      throws IOException, InterruptedException {
    LetterBlocks letter = backends.deadLetter(block.token() + "-dead", block, refused.reason());
    try {
      deliverPatiently(letter.row(), tables);
      counters.deadLettered(block.rows());
    } catch (DeliveryException alsoRefused) {
      throw new IOException(
          "dead letter of block " + block.token() + " was refused too", alsoRefused);
    }
    tell(letter.told());
  }

  /** What the topic refuses for ever is still in the table, which is what a replay reads. */
  private void tell(Block letter) throws InterruptedException {
    try {
      deliverPatiently(letter, topics);
    } catch (DeliveryException refused) {
      LOG.error("dead letter {} is in its table but not in its topic", letter.token(), refused);
    }
  }

  /** Throws only what is permanent. */
  private void deliverPatiently(Block block, BlockDelivery delivery)
      throws DeliveryException, InterruptedException {
    for (int attempts = 1; ; attempts++) {
      try {
        delivery.deliver(block);
        return;
      } catch (DeliveryException failure) {
        if (!failure.retryable()) {
          throw failure;
        }
        if (Thread.currentThread().isInterrupted()) {
          throw new InterruptedException("stopped while delivering block " + block.token());
        }
        if (attempts == 1 || attempts % 20 == 0) {
          LOG.warn(
              "block {} for {} was not delivered, attempt {}, trying on: {}",
              block.token(),
              block.layout().target(),
              attempts,
              failure.reason());
        }
        counters.retried(attempts);
        pause.millis(backoff.delayMillis(attempts, random));
      }
    }
  }

  private static void checkWhole(Committable committable, byte[] bytes) throws IOException {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes);
    if (bytes.length != committable.sizeBytes()
        || (int) checksum.getValue() != committable.checksum()) {
      throw new IOException(
          "staged block "
              + committable
              + " is damaged: expected "
              + committable.sizeBytes()
              + " bytes, came "
              + bytes.length);
    }
  }
}
