package dev.leeway.streamjobs.sink;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Backends that remember what was delivered, and fail as they are told. Not thread-safe. */
final class RecordingBackends implements SinkBackends {
  private static final long serialVersionUID = 1L;
  final transient List<Block> tableBlocks = new ArrayList<>();
  final transient List<Block> topicBlocks = new ArrayList<>();
  final transient Deque<DeliveryException> failures = new ArrayDeque<>();

  @Override
  public BlockDelivery openTables() {
    return delivery(tableBlocks);
  }

  @Override
  public BlockDelivery openTopics() {
    return delivery(topicBlocks);
  }

  @Override
  public Block deadLetter(String token, Block refused, String reason) {
    return new Block(
        token,
        new Layout("dead_letters", List.of("reason")),
        1,
        reason.getBytes(StandardCharsets.UTF_8));
  }

  private BlockDelivery delivery(List<Block> delivered) {
    return new BlockDelivery() {
      @Override
      public void deliver(Block block) throws DeliveryException {
        DeliveryException failure = failures.poll();
        if (failure != null) {
          throw failure;
        }
        delivered.add(block);
      }

      @Override
      public void close() {}
    };
  }
}
