package dev.leeway.streamjobs.store;

import dev.leeway.streamjobs.sink.Block;
import dev.leeway.streamjobs.sink.BlockDelivery;
import dev.leeway.streamjobs.sink.DeliveryException;
import dev.leeway.streamjobs.sink.RecordFrames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/**
 * Publishes blocks of records to Kafka. A block that is delivered again is published again: readers
 * know a statement by its key and revision. Not thread-safe.
 */
final class TopicDelivery implements BlockDelivery {
  private final TopicAccess access;
  private @Nullable KafkaProducer<byte[], byte[]> producer;

  TopicDelivery(TopicAccess access) {
    this.access = access;
  }

  @Override
  public void deliver(Block block) throws DeliveryException, InterruptedException {
    try {
      publish(block);
    } catch (ExecutionException | KafkaException e) {
      // A producer that has failed may be fenced or out of sequence for ever; a new one is not.
      close();
      Throwable cause = e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
      String reason = "topic " + block.layout().target() + " did not take the block: " + cause;
      throw permanent(cause)
          ? DeliveryException.permanent(reason, cause)
          : DeliveryException.retryable(reason, cause);
    }
  }

  @Override
  public void close() {
    if (producer != null) {
      producer.close(Duration.ZERO);
      producer = null;
    }
  }

  private void publish(Block block) throws ExecutionException, InterruptedException {
    if (producer == null) {
      producer = access.open();
    }
    KafkaProducer<byte[], byte[]> open = producer;
    List<Future<RecordMetadata>> sent = new ArrayList<>(block.rows());
    RecordFrames.forEach(
        block.bytes(),
        (key, value) ->
            sent.add(open.send(new ProducerRecord<>(block.layout().target(), key, value))));
    for (Future<RecordMetadata> future : sent) {
      future.get();
    }
  }

  private static boolean permanent(Throwable cause) {
    return cause instanceof RecordTooLargeException
        || (cause instanceof SerializationException && !(cause instanceof ApiException));
  }
}
