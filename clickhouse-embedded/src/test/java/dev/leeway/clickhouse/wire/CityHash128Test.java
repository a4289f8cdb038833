package dev.leeway.clickhouse.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.clickhouse.data.ClickHouseCityHash;
import java.util.Random;
import org.junit.jupiter.api.Test;

@SuppressWarnings(
    "deprecation") // The client marks the class for its own future, and nothing replaces it.
final class CityHash128Test {
  @Test
  void everyLengthHashesAsInClickHousesOwnClient() {
    byte[] data = new byte[1_100];
    new Random(7).nextBytes(data);
    for (int length = 0; length <= 1_000; length++) {
      long[] expected = ClickHouseCityHash.cityHash128(data, 13, length);

      assertThat(CityHash128.of(data, 13, length))
          .as("length %d", length)
          .isEqualTo(new CityHash128(expected[0], expected[1]));
    }
  }
}
