package dev.leeway.signals.condition.provider;

import static dev.leeway.signals.condition.ConditionWalk.MINUTE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.condition.traffic.CallCounts;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VersionCallsTest {
  private static final String FIRST_VERSION = "0102020406312e30140000000006322e301412000000";

  private final VersionCalls calls = new VersionCalls();

  /** All that was added: one provider alone was called. */
  private CallCounts all = CallCounts.NONE;

  @Test
  void theOneVersionWhoseCallsFailIsNamed() {
    add(1, "1.0", 10, 0);
    add(1, "2.0", 10, 9);
    assertThat(calls.onlyHit(all, 2 * MINUTE)).contains("2.0");
    assertThat(calls.onlyHit(all, 7 * MINUTE)).isEmpty();
  }

  @Test
  void twoThatFailOrOneAloneAreNotOne() {
    add(1, "2.0", 10, 9);
    assertThat(calls.onlyHit(all, 2 * MINUTE)).isEmpty();
    add(1, "1.0", 10, 9);
    assertThat(calls.onlyHit(all, 2 * MINUTE)).isEmpty();
  }

  @Test
  void fourCallsOfAnotherVersionSayNothingOfIt() {
    add(1, "2.0", 10, 9);
    add(1, "1.0", 4, 0);
    assertThat(calls.onlyHit(all, 2 * MINUTE)).isEmpty();
  }

  @Test
  void aVersionThatMayBeTheOnlyOneToCallTheProviderIsNotTold() {
    add(1, "1.0", 30, 0);
    add(1, "2.0", 30, 27);
    assertThat(calls.onlyHit(counts(30, 27), 2 * MINUTE)).isEmpty();
    assertThat(calls.onlyHit(counts(34, 27), 2 * MINUTE)).as("four of them say nothing").isEmpty();
    assertThat(calls.onlyHit(counts(35, 27), 2 * MINUTE)).contains("2.0");
  }

  @Test
  void failuresThatMayBeOfCallsElsewhereOrOfNoVersionAreNotTheVersions() {
    add(1, "1.0", 30, 25);
    add(1, "2.0", 30, 27);
    assertThat(calls.onlyHit(counts(45, 27), 2 * MINUTE)).as("1.0 may have failed here").isEmpty();
  }

  @Test
  void callsOfNoVersionAreNobodysWhoIsWell() {
    add(1, "1.0", 10, 0);
    add(1, "2.0", 10, 9);
    assertThat(calls.onlyHit(counts(20, 9), 2 * MINUTE)).contains("2.0");
    calls.addAll(MINUTE, counts(30, 9));
    assertThat(calls.onlyHit(counts(20, 9), 2 * MINUTE)).as("1.0 may be elsewhere").isEmpty();
    assertThat(calls.onlyHit(counts(30, 9), 2 * MINUTE)).contains("2.0");
    calls.addAll(MINUTE, counts(30, 30));
    assertThat(calls.onlyHit(counts(60, 39), 2 * MINUTE)).as("they fail too").isEmpty();
  }

  private static CallCounts counts(long all, long failed) {
    return new CallCounts(all, failed, 0, 0, Map.of());
  }

  @Test
  void aMinuteHasRoomForTwentyVersionsAndIsForgottenInTime() {
    for (int version = 0; version < 20; version++) {
      assertThat(add(1, "1." + version, 5, 0)).isTrue();
    }
    assertThat(add(1, "2.0", 5, 5)).isFalse();
    assertThat(add(1, "1.7", 5, 5)).isTrue();
    add(7, "1.7", 5, 5);
    assertThat(calls.encode()).hasSizeLessThan(30);
  }

  /** State bytes are to be read for ever. */
  @Test
  void whatIsWrittenIsRead() {
    add(1, "1.0", 10, 0);
    add(1, "2.0", 10, 9);
    assertThat(HexFormat.of().formatHex(calls.encode())).isEqualTo(FIRST_VERSION);
    VersionCalls read = VersionCalls.decode(HexFormat.of().parseHex(FIRST_VERSION));
    assertThat(read.onlyHit(all, 2 * MINUTE)).contains("2.0");
  }

  private boolean add(int minute, String version, long count, long failed) {
    all = all.plus(counts(count, failed));
    return calls.add(minute * MINUTE, version, counts(count, failed));
  }
}
