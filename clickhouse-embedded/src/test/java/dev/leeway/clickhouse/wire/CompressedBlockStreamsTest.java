package dev.leeway.clickhouse.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CompressedBlockStreamsTest {
  @ParameterizedTest(name = "{0} bytes")
  @ValueSource(ints = {0, 1, 17, 65_535, 65_536, 65_537, 300_000})
  void whatIsWrittenIsRead(int size) throws IOException {
    byte[] data = new byte[size];
    new Random(size).nextBytes(data);

    assertThat(read(written(data))).isEqualTo(data);
  }

  @Test
  void anUncompressedBlockIsRead() throws IOException {
    byte[] data = {1, 2, 3};
    byte[] frame = new byte[CompressedBlock.HEADER_BYTES + data.length];
    var header = CompressedBlock.view(frame);
    header.position(CompressedBlock.CHECKSUM_BYTES);
    header.put(CompressedBlock.METHOD_NONE).putInt(9 + data.length).putInt(data.length).put(data);
    var checksum = CityHash128.of(frame, CompressedBlock.CHECKSUM_BYTES, 9 + data.length);
    header.putLong(0, checksum.low()).putLong(8, checksum.high());

    assertThat(read(frame)).isEqualTo(data);
  }

  @Test
  void oneFlippedBitIsNoticed() throws IOException {
    byte[] good = written(new byte[1_000]);
    for (int at = 0; at < good.length; at++) {
      byte[] bad = good.clone();
      bad[at] ^= 4;

      assertThatThrownBy(() -> read(bad)).as("byte %d", at).isInstanceOf(IOException.class);
    }
  }

  @Test
  void aBlockThatBreaksOffIsNoTheEnd() throws IOException {
    byte[] good = written(new byte[1_000]);
    for (int length = 1; length < good.length; length++) {
      byte[] cut = Arrays.copyOf(good, length);

      assertThatThrownBy(() -> read(cut)).isInstanceOf(EOFException.class);
    }
  }

  @Test
  void sizesBeyondTheBoundTakeNoMemory() throws IOException {
    byte[] huge = written(new byte[10]);
    CompressedBlock.view(huge).putInt(21, Integer.MAX_VALUE);
    byte[] negative = written(new byte[10]);
    CompressedBlock.view(negative).putInt(17, -1);

    assertThatThrownBy(() -> read(huge)).hasMessageContaining("came 2147483647");
    assertThatThrownBy(() -> read(negative)).hasMessageContaining("came 4294967295");
  }

  private static byte[] written(byte[] data) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (var blocks = new CompressedBlockOutputStream(bytes)) {
      blocks.write(data);
    }
    return bytes.toByteArray();
  }

  private static byte[] read(byte[] frames) throws IOException {
    try (var blocks = new CompressedBlockInputStream(new ByteArrayInputStream(frames))) {
      return blocks.readAllBytes();
    }
  }
}
