package dev.leeway.collector.fuzz;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Changes one field somewhere in a protobuf message, so that all lengths still fit. */
final class Reshaper {
  private final SplittableRandom random;

  Reshaper(SplittableRandom random) {
    this.random = random;
  }

  /** What is no protobuf comes back as it is. */
  byte[] reshaped(byte[] bytes) {
    try {
      return reshaped(UnknownFieldSet.parseFrom(bytes)).toByteArray();
    } catch (InvalidProtocolBufferException e) {
      return bytes;
    }
  }

  private UnknownFieldSet reshaped(UnknownFieldSet message) {
    List<Map.Entry<Integer, UnknownFieldSet.Field>> fields =
        new ArrayList<>(message.asMap().entrySet());
    if (fields.isEmpty()) {
      return UnknownFieldSet.newBuilder().addField(number(), odd()).build();
    }
    Map.Entry<Integer, UnknownFieldSet.Field> chosen = fields.get(random.nextInt(fields.size()));
    UnknownFieldSet.Builder changed = message.toBuilder().clearField(chosen.getKey());
    List<ByteString> messages = chosen.getValue().getLengthDelimitedList();
    if (!messages.isEmpty() && random.nextInt(6) > 0) {
      return changed.addField(chosen.getKey(), withOneReshaped(messages)).build();
    }
    return switch (random.nextInt(5)) {
      case 0 -> changed.build();
      case 1 -> changed.addField(number(), chosen.getValue()).build();
      case 2 -> changed.addField(chosen.getKey(), odd()).build();
      case 3 -> message.toBuilder().mergeField(number(), odd()).build();
      default -> message.toBuilder().mergeField(chosen.getKey(), chosen.getValue()).build();
    };
  }

  private UnknownFieldSet.Field withOneReshaped(List<ByteString> messages) {
    List<ByteString> changed = new ArrayList<>(messages);
    int index = random.nextInt(changed.size());
    changed.set(index, inside(changed.get(index)));
    UnknownFieldSet.Field.Builder field = UnknownFieldSet.Field.newBuilder();
    changed.forEach(field::addLengthDelimited);
    return field.build();
  }

  /** Text that happens to be protobuf is changed as if it were. */
  private ByteString inside(ByteString content) {
    try {
      return reshaped(UnknownFieldSet.parseFrom(content)).toByteString();
    } catch (InvalidProtocolBufferException e) {
      byte[] text = content.toByteArray();
      text[random.nextInt(text.length)] = (byte) random.nextInt(256);
      return ByteString.copyFrom(text);
    }
  }

  private UnknownFieldSet.Field odd() {
    UnknownFieldSet.Field.Builder field = UnknownFieldSet.Field.newBuilder();
    return switch (random.nextInt(5)) {
      case 0 -> field.addVarint(random.nextLong()).build();
      case 1 -> field.addFixed64(random.nextLong()).build();
      case 2 -> field.addFixed32(random.nextInt()).build();
      case 3 -> field.addLengthDelimited(ByteString.EMPTY).build();
      default ->
          field.addLengthDelimited(ByteString.copyFrom(new byte[random.nextInt(40)])).build();
    };
  }

  private int number() {
    return random.nextInt(20) == 0 ? random.nextInt(1, 1 << 20) : random.nextInt(1, 17);
  }
}
