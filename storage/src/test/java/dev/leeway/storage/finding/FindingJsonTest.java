package dev.leeway.storage.finding;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.leeway.signals.finding.Finding;
import dev.leeway.signals.finding.FindingState;
import dev.leeway.signals.finding.Severity;
import dev.leeway.signals.window.Slice;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FindingJsonTest {
  private static final Slice SHOP = Slice.ofAgent("acme", "prod", "shop");

  @ParameterizedTest
  @EnumSource
  void everyFindingComesBackAsItWas(Severity severity) throws IOException {
    for (FindingState state : FindingState.values()) {
      Finding finding = finding(SHOP.with("model", "größe \"x\" 😀"), severity, state);
      assertThat(FindingJson.read(FindingJson.write(finding))).isEqualTo(finding);
    }
  }

  @Test
  void aFindingOfWhoseRunsNoneSaysHowMuchCameComesBackToo() throws IOException {
    Finding unknown = finding(SHOP, Severity.INFO, FindingState.OPEN).withCoverage(Double.NaN);
    assertThat(FindingJson.read(FindingJson.write(unknown))).isEqualTo(unknown);
  }

  @Test
  void fieldsOfANewerWriterArePassedOver() throws IOException {
    Finding finding = finding(SHOP, Severity.INFO, FindingState.OPEN);
    String json = new String(FindingJson.write(finding), UTF_8);
    String newer = json.replaceFirst("\\{", "{\"addedLater\":{\"x\":[1]},");
    assertThat(FindingJson.read(newer.getBytes(UTF_8))).isEqualTo(finding);
  }

  @Test
  void theFieldsAreTheOnesThatOthersReadByName() {
    assertThat(
            new String(
                FindingJson.write(finding(SHOP, Severity.WARNING, FindingState.OPEN)), UTF_8))
        .contains(
            "\"findingId\":\"0123456789abcdef0123456789abcdef\"",
            "\"severity\":\"WARNING\"",
            "\"state\":\"OPEN\"",
            "\"tenantId\":\"acme\"",
            "\"closedAtMillis\":0");
  }

  @Test
  void garbageIsSaidToBeGarbage() {
    assertThatIOException().isThrownBy(() -> FindingJson.read("{\"findingId\":".getBytes(UTF_8)));
    assertThatIOException().isThrownBy(() -> FindingJson.read("{\"slice\":{}}".getBytes(UTF_8)));
  }

  @Test
  void aMissingFieldIsNamed() {
    Finding finding = finding(SHOP, Severity.INFO, FindingState.OPEN);
    String json = new String(FindingJson.write(finding), UTF_8);
    assertThatIOException()
        .isThrownBy(() -> FindingJson.read(json.replace("\"detector\"", "\"x\"").getBytes(UTF_8)))
        .withMessageContaining("detector");
  }

  private static Finding finding(Slice slice, Severity severity, FindingState state) {
    return new Finding(
        "0123456789abcdef0123456789abcdef",
        Long.MAX_VALUE,
        "drift.rate",
        "run.duration",
        slice,
        severity,
        state,
        true,
        1_700_000_000_000L,
        1_700_000_000_001L,
        1_700_000_000_002L,
        0,
        0.1 + 0.2,
        "p50 1.2 s → 3.4 s, n = 43",
        "",
        Map.of("psi", 0.34, "nan", Double.NaN, "infinite", Double.NEGATIVE_INFINITY),
        0.62,
        List.of("fedcba9876543210fedcba9876543210"));
  }
}
