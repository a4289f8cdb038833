package dev.leeway.streamjobs.decode;

import dev.leeway.streamjobs.edge.SourceRecord;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * Takes Kafka's record apart without looking into its value. On topics that others write to, the
 * tenant is the topic's, whatever a header says.
 */
public final class SourceRecords implements KafkaRecordDeserializationSchema<SourceRecord> {
  private static final long serialVersionUID = 1L;
  private static final String TENANT_HEADER = "leeway-tenant";
  private static final byte[] NOTHING = new byte[0];

  private final Map<String, String> tenantByTopic;

  /**
   * Reads nothing yet.
   *
   * @param tenantByTopic of the topics whose headers are not believed
   */
  public SourceRecords(Map<String, String> tenantByTopic) {
    this.tenantByTopic = Map.copyOf(tenantByTopic);
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<SourceRecord> out) {
    byte[] value = record.value();
    out.collect(
        new SourceRecord(
            record.topic(),
            record.partition(),
            record.offset(),
            record.timestamp(),
            tenantOf(record),
            value == null ? NOTHING : value));
  }

  @Override
  public TypeInformation<SourceRecord> getProducedType() {
    return TypeInformation.of(SourceRecord.class);
  }

  private String tenantOf(ConsumerRecord<byte[], byte[]> record) {
    String fixed = tenantByTopic.get(record.topic());
    if (fixed != null) {
      return fixed;
    }
    Header header = record.headers().lastHeader(TENANT_HEADER);
    return header == null || header.value() == null
        ? ""
        : new String(header.value(), StandardCharsets.UTF_8);
  }
}
