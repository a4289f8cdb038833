package dev.leeway.storage.insert;

import dev.leeway.storage.http.ClickHouseClient;
import dev.leeway.storage.row.EncodedBlock;
import dev.leeway.storage.row.InsertTarget;
import java.io.FileNotFoundException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Inserts encoded blocks, each under a token by which ClickHouse knows it again. Thread-safe.
 *
 * <p>A call is one attempt. After a retryable {@link dev.leeway.storage.StorageException} the block
 * may or may not be stored; inserting the same bytes under the same token again settles it without
 * doubling anything, for as long as the table remembers (its last 10,000 blocks). Another block
 * must have another token: under a known one it is dropped without a word.
 */
public final class BlockInserter {
  private static final Map<String, String> SETTINGS =
      Map.of(
          // Servers since 26 gather inserts of several clients by default, under no token.
          "async_insert", "0",
          "insert_deduplicate", "1");

  private final ClickHouseClient clickHouse;

  public BlockInserter(ClickHouseClient clickHouse) {
    this.clickHouse = clickHouse;
  }

  /** Stores the block, or finds that it is stored; returns when it is durable. */
  public void insert(EncodedBlock block, String token) {
    insert(block.target(), BodyPublishers.ofByteArray(block.data()), token);
  }

  /** The same for a block whose bytes were staged as a file. */
  public void insert(InsertTarget target, Path data, String token) throws FileNotFoundException {
    insert(target, BodyPublishers.ofFile(data), token);
  }

  private void insert(InsertTarget target, BodyPublisher body, String token) {
    if (token.isEmpty()) {
      throw new IllegalArgumentException("expected a deduplication token, came an empty one");
    }
    Map<String, String> settings = new HashMap<>(SETTINGS);
    settings.put("insert_deduplication_token", token);
    clickHouse.insert(target.insertStatement(), settings, body);
  }
}
