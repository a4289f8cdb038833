package dev.leeway.streamjobs.decode;

import dev.leeway.streamjobs.edge.SourceRecord;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Takes Kafka's record apart without looking into its value. */
public final class SourceRecords implements KafkaRecordDeserializationSchema<SourceRecord> {
  private static final long serialVersionUID = 1L;
  private static final String TENANT_HEADER = "leeway-tenant";
  private static final byte[] NOTHING = new byte[0];

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

  private static String tenantOf(ConsumerRecord<byte[], byte[]> record) {
    Header header = record.headers().lastHeader(TENANT_HEADER);
    return header == null || header.value() == null
        ? ""
        : new String(header.value(), StandardCharsets.UTF_8);
  }
}
