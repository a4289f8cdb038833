package dev.leeway.streamjobs.job;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/**
 * How many records of each partition no completed checkpoint holds yet. The job commits its offsets
 * with each checkpoint for this view alone; it never starts from them. Thread-safe.
 */
final class PartitionLag implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private final Admin admin;
  private final List<String> topics;
  private final String group;

  PartitionLag(String bootstrapServers, List<String> topics, String group) {
    this.admin =
        Admin.create(
            Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                Math.toIntExact(TIMEOUT.toMillis()),
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                Math.toIntExact(TIMEOUT.toMillis() / 2)));
    this.topics = topics;
    this.group = group;
  }

  /**
   * Where the partitions end and how far completed checkpoints reach, by {@code topic-partition}.
   */
  record Positions(Map<String, Long> ends, Map<String, Long> held) {
    Positions {
      ends = Map.copyOf(ends);
      held = Map.copyOf(held);
    }

    /** Whether completed checkpoints hold all that was there at the others' time. */
    boolean hold(Positions others) {
      return others.ends.entrySet().stream()
          .allMatch(end -> held.getOrDefault(end.getKey(), 0L) >= end.getValue());
    }

    Map<String, Long> lag() {
      Map<String, Long> lag = new TreeMap<>();
      ends.forEach((partition, end) ->
          lag.put(partition, Math.max(0, end - held.getOrDefault(partition, 0L))));
      return lag;
    }
  }

  /** Throws {@link KafkaException} while Kafka does not answer. */
  Positions read() {
    try {
      Set<TopicPartition> partitions = partitions();
      Map<TopicPartition, Long> ends = offsets(partitions, OffsetSpec.latest());
      Map<TopicPartition, Long> starts = offsets(partitions, OffsetSpec.earliest());
      Map<TopicPartition, OffsetAndMetadata> committed = committed();
      Map<String, Long> held = new HashMap<>();
      Map<String, Long> endsByName = new HashMap<>();
      for (TopicPartition partition : partitions) {
        OffsetAndMetadata offset = committed.get(partition);
        long start = starts.getOrDefault(partition, 0L);
        held.put(partition.toString(), offset == null ? start : Math.max(start, offset.offset()));
        endsByName.put(partition.toString(), ends.getOrDefault(partition, 0L));
      }
      return new Positions(endsByName, held);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted while asking for offsets", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new KafkaException("offsets are not known: " + e, e);
    }
  }

  /**
   * Forgets the offsets of an earlier run of the job: this one may begin before them. Until its
   * first checkpoint everything that Kafka holds counts as lag.
   */
  void forget() {
    try {
      // A broker complains loudly when it is to delete what it does not know.
      if (!committed().isEmpty()) {
        admin.deleteConsumerGroups(List.of(group)).all().get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted while forgetting offsets", e);
    } catch (ExecutionException | TimeoutException e) {
      if (!(e.getCause() instanceof GroupIdNotFoundException)) {
        throw new KafkaException("offsets of group " + group + " are not forgotten: " + e, e);
      }
    }
  }

  @Override
  public void close() {
    admin.close(Duration.ofSeconds(2));
  }

  private Map<TopicPartition, OffsetAndMetadata> committed()
      throws InterruptedException, ExecutionException, TimeoutException {
    return admin
        .listConsumerGroupOffsets(group)
        .partitionsToOffsetAndMetadata()
        .get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
  }

  private Set<TopicPartition> partitions()
      throws InterruptedException, ExecutionException, TimeoutException {
    return admin
        .describeTopics(topics)
        .allTopicNames()
        .get(TIMEOUT.toSeconds(), TimeUnit.SECONDS)
        .values()
        .stream()
        .flatMap(PartitionLag::partitionsOf)
        .collect(Collectors.toSet());
  }

  private static Stream<TopicPartition> partitionsOf(TopicDescription topic) {
    return topic.partitions().stream()
        .map(partition -> new TopicPartition(topic.name(), partition.partition()));
  }

  private Map<TopicPartition, Long> offsets(Set<TopicPartition> partitions, OffsetSpec spec)
      throws InterruptedException, ExecutionException, TimeoutException {
    Map<TopicPartition, OffsetSpec> question = new HashMap<>();
    partitions.forEach(partition -> question.put(partition, spec));
    Map<TopicPartition, Long> offsets = new HashMap<>();
    Map<TopicPartition, ListOffsetsResultInfo> answer =
        admin.listOffsets(question).all().get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
    answer.forEach((partition, info) -> offsets.put(partition, info.offset()));
    return offsets;
  }
}
