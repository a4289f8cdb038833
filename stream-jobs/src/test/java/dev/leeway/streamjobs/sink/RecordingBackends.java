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
  final transient Deque<DeliveryException> topicFailures = new ArrayDeque<>();

  @Override
  public BlockDelivery openTables() {
    return delivery(tableBlocks, failures);
  }

  @Override
  public BlockDelivery openTopics() {
    return delivery(topicBlocks, topicFailures);
  }

  @Override
  public LetterBlocks deadLetter(String token, Block refused, String reason) {
    byte[] bytes = reason.getBytes(StandardCharsets.UTF_8);
    return new LetterBlocks(
        new Block(token, new Layout("dead_letters", List.of("reason")), 1, bytes),
        new Block(token, Layout.topic("leeway.dead_letters"), 1, bytes));
  }

  private static BlockDelivery delivery(List<Block> delivered, Deque<DeliveryException> failures) {
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
