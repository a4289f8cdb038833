package dev.leeway.simulator.otlp;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.util.List;

/** OTLP key-value pairs from plain values. */
public final class Attributes {
  private Attributes() {}

  public static KeyValue of(String key, String value) {
    return pair(key, AnyValue.newBuilder().setStringValue(value).build());
  }

  public static KeyValue of(String key, long value) {
    return pair(key, AnyValue.newBuilder().setIntValue(value).build());
  }

  public static KeyValue of(String key, double value) {
    return pair(key, AnyValue.newBuilder().setDoubleValue(value).build());
  }

  public static KeyValue of(String key, boolean value) {
    return pair(key, AnyValue.newBuilder().setBoolValue(value).build());
  }

  public static KeyValue of(String key, List<String> values) {
    ArrayValue.Builder array = ArrayValue.newBuilder();
    values.forEach(value -> array.addValues(AnyValue.newBuilder().setStringValue(value)));
    return pair(key, AnyValue.newBuilder().setArrayValue(array).build());
  }

  private static KeyValue pair(String key, AnyValue value) {
    return KeyValue.newBuilder().setKey(key).setValue(value).build();
  }
}
