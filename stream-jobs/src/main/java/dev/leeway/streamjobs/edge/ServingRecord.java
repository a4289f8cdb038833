package dev.leeway.streamjobs.edge;

import dev.leeway.signals.serving.ServingSample;

/**
 * What a metric point says of a model server or GPU, on its way to its owner.
 *
 * @param source one number for the topic and partition of its Kafka record
 * @param appendMillis the broker's append time of its Kafka record
 */
public record ServingRecord(ServingSample sample, long source, long appendMillis) {

  public static ServingRecord of(ServingSample sample, MetricRecord from) {
    return new ServingRecord(
        sample, 31L * from.topic().hashCode() + from.partition(), from.appendMillis());
  }

  public OwnerKey owner() {
    return new OwnerKey(
        sample.owner().tenantId(), sample.owner().environment(), sample.owner().agent());
  }
}
