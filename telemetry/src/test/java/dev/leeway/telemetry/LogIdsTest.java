package dev.leeway.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.event.Hashes;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class LogIdsTest {
  private static final byte[] BYTES = "resource, first record, second".getBytes(UTF_8);

  @Test
  void aRecordsIdIsTheHashOfTenantResourceScopeAndRecord() {
    LogIds ids = new LogIds();
    for (String tenant : new String[] {"acme", "other"}) {
      ids.enterScope(tenant, BYTES, new RefusedSpans.Range(0, 8), "scope");
      assertThat(ids.spanOf(BYTES, 10, 22)).isEqualTo(atOnce(tenant, 10, 22));
      assertThat(ids.spanOf(BYTES, 24, 30)).isEqualTo(atOnce(tenant, 24, 30));
      assertThat(ids.spanOf(BYTES, 10, 22)).isEqualTo(atOnce(tenant, 10, 22));
    }
  }

  private static long atOnce(String tenant, int from, int to) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(Hashes.sha256(tenant));
    all.writeBytes(Arrays.copyOfRange(BYTES, 0, 8));
    all.writeBytes(Hashes.sha256("scope"));
    all.writeBytes(Arrays.copyOfRange(BYTES, from, to));
    return ByteBuffer.wrap(Hashes.sha256(all.toByteArray())).getLong();
  }
}
