package dev.leeway.webui.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.window.Slice;
import dev.leeway.storage.query.SpendStore;
import dev.leeway.storage.query.TimeRange;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

final class SpendReadingTest {
  @Test
  void sumsThatTheStoreRefusesAreSaidAndNotThrown() {
    SpendReading reading =
        SpendReading.read(
            new SpendStore(refusing("memory limit exceeded")),
            Slice.ofAgent("default", "production", "shop"),
            TimeRange.before(Instant.ofEpochSecond(86_400), Duration.ofHours(1)));
    assertThat(reading.unread()).isEqualTo("spending: memory limit exceeded");
    assertThat(reading.users()).isEqualTo(SpendReading.NONE.users());
  }

  private static DataSource refusing(String why) {
    return (DataSource)
        Proxy.newProxyInstance(
            DataSource.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (proxy, method, arguments) -> {
              throw new SQLException(why);
            });
  }
}
