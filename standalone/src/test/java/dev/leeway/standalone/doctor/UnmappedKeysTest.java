package dev.leeway.standalone.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class UnmappedKeysTest {
  @Test
  void familiesComeByCountAndZerosNotAtAll() {
    UnmappedKeys keys =
        UnmappedKeys.parse(
            """
            # TYPE leeway_telemetry_unmapped gauge
            leeway_telemetry_unmapped{family="acme.key"} 3.0
            leeway_telemetry_unmapped{family="acme.\\"odd\\\\"} 1.2E7
            leeway_telemetry_unmapped{family="gone"} 0.0
            leeway_job{name="leeway.decode.low_confidence"} 7.0
            leeway_job{name="leeway.decode.spans"} 9.0
            """);

    assertThat(keys.families().toString()).isEqualTo("{acme.\"odd\\=12000000, acme.key=3}");
    assertThat(keys.lowConfidence()).isEqualTo(7);
  }

  @Test
  void aPageWithoutThemGivesNone() {
    assertThat(UnmappedKeys.parse("")).isEqualTo(new UnmappedKeys(java.util.Map.of(), 0));
  }
}
