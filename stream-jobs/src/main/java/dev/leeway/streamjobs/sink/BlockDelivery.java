package dev.leeway.streamjobs.sink;

/**
 * Takes committed blocks to where they are stored or published. A block may be delivered more than
 * once, with the same token and the same bytes; the effect is to be that of one delivery.
 */
public interface BlockDelivery extends AutoCloseable {

  /** Returns when the block is durable; throws when it may not be. */
  void deliver(Block block) throws DeliveryException, InterruptedException;

  @Override
  void close();
}
