package dev.leeway.streamjobs.store;

import dev.leeway.storage.row.DeadLetter;
import dev.leeway.streamjobs.edge.StoreRow;
import dev.leeway.streamjobs.sink.Block;
import dev.leeway.streamjobs.sink.BlockDelivery;
import dev.leeway.streamjobs.sink.LetterBlocks;
import dev.leeway.streamjobs.sink.RecordFrames;
import dev.leeway.streamjobs.sink.SinkBackends;
import java.time.InstantSource;

/** The sink's connections: ClickHouse for tables, Kafka for topics. */
public final class StorageBackends implements SinkBackends {
  private static final long serialVersionUID = 1L;
  private static final String REFUSED_BLOCK = "refused_block";
  // A block holds rows of many tenants.
  private static final String NO_TENANT = "";
  private final ClickHouseAccess clickHouse;
  private final TopicAccess topics;
  private final InstantSource clock;

  /**
   * Opens nothing yet.
   *
   * @param clock must be serializable, as the system's is
   */
  public StorageBackends(ClickHouseAccess clickHouse, TopicAccess topics, InstantSource clock) {
    this.clickHouse = clickHouse;
    this.topics = topics;
    this.clock = clock;
  }

  @Override
  public BlockDelivery openTables() {
    return new TableDelivery(clickHouse.open());
  }

  @Override
  public BlockDelivery openTopics() {
    return new TopicDelivery(topics);
  }

  /** The block as it is, with its table in the place of a topic. */
  @Override
  public LetterBlocks deadLetter(String token, Block refused, String reason) {
    long now = clock.millis();
    DeadLetter letter =
        new DeadLetter(
            NO_TENANT,
            refused.layout().target(),
            -1,
            -1,
            -1,
            REFUSED_BLOCK,
            reason + " (columns " + String.join(", ", refused.layout().columns()) + ")",
            now,
            now,
            refused.bytes());
    StoreRow row = StoreRows.deadLetter(letter);
    StoreRow told = StoreRows.told(letter);
    return new LetterBlocks(
        new Block(token, Layouts.of(row.destination()), 1, row.bytes()),
        new Block(
            token,
            Layouts.of(told.destination()),
            1,
            RecordFrames.frame(told.key(), told.bytes())));
  }
}
