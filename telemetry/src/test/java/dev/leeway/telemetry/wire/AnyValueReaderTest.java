package dev.leeway.telemetry.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import org.junit.jupiter.api.Test;

final class AnyValueReaderTest {
  private final AnyValueReader reader = new AnyValueReader();

  @Test
  void scalarsAreReadAsThemselves() {
    read(AnyValue.newBuilder().setIntValue(-7));
    assertThat(reader.type()).isEqualTo(ValueType.INT);
    assertThat(reader.bits()).isEqualTo(-7);
    read(AnyValue.newBuilder().setBoolValue(true));
    assertThat(reader.type()).isEqualTo(ValueType.BOOL);
    read(AnyValue.newBuilder().setDoubleValue(0.5));
    assertThat(Double.longBitsToDouble(reader.bits())).isEqualTo(0.5);
    read(AnyValue.newBuilder());
    assertThat(reader.type()).isEqualTo(ValueType.EMPTY);
    read(AnyValue.newBuilder().setStringValue(""));
    assertThat(reader.type()).isEqualTo(ValueType.STRING);
  }

  @Test
  void listsAndPairsBecomeJson() {
    AnyValue.Builder nested =
        AnyValue.newBuilder()
            .setKvlistValue(
                KeyValueList.newBuilder()
                    .addValues(
                        pair("text", AnyValue.newBuilder().setStringValue("a\"b\\\n\u0001é")))
                    .addValues(pair("whole", AnyValue.newBuilder().setIntValue(3)))
                    .addValues(pair("part", AnyValue.newBuilder().setDoubleValue(1.5)))
                    .addValues(pair("nan", AnyValue.newBuilder().setDoubleValue(Double.NaN)))
                    .addValues(
                        pair(
                            "bytes",
                            AnyValue.newBuilder()
                                .setBytesValue(ByteString.copyFrom(new byte[] {1, 2, 3}))))
                    .addValues(pair("nothing", AnyValue.newBuilder()))
                    .addValues(
                        pair(
                            "list",
                            AnyValue.newBuilder()
                                .setArrayValue(
                                    ArrayValue.newBuilder()
                                        .addValues(AnyValue.newBuilder().setBoolValue(false))
                                        .addValues(
                                            AnyValue.newBuilder()
                                                .setArrayValue(ArrayValue.getDefaultInstance())))))
                    .addValues(KeyValue.newBuilder().setKey("unset")));
    byte[] bytes = read(nested);
    assertThat(reader.json(reader.type(), bytes, reader.start(), reader.end()))
        .isEqualTo(
            "{\"text\":\"a\\\"b\\\\\\n\\u0001é\",\"whole\":3,\"part\":1.5,\"nan\":\"NaN\","
                + "\"bytes\":\"AQID\",\"nothing\":null,\"list\":[false,[]],\"unset\":null}");
  }

  private byte[] read(AnyValue.Builder value) {
    byte[] bytes = value.build().toByteArray();
    reader.read(bytes, 0, bytes.length);
    return bytes;
  }

  private static KeyValue pair(String key, AnyValue.Builder value) {
    return KeyValue.newBuilder().setKey(key).setValue(value).build();
  }
}
