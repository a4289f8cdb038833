package dev.leeway.signals.drift;

import static dev.leeway.signals.drift.Traffic.HOUR;
import static dev.leeway.signals.drift.Traffic.MINUTE;
import static dev.leeway.signals.drift.Traffic.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.drift.baseline.SeriesHistory;
import dev.leeway.signals.finding.Finding;
import dev.leeway.signals.finding.FindingState;
import dev.leeway.signals.finding.Severity;
import dev.leeway.signals.window.Buckets;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * State as each version of the program wrote it, kept for ever in {@code drift/state-v*.txt} as
 * {@code key=value} in hexadecimal digits: five hours of traffic, a drift finding and a rule's
 * finding open. The second came with the candidates of e-BH, the third with those that stay so for
 * an hour after their alarm, the fourth with the frozen twin, the path of evidence, deployments and
 * the share of late runs, the fifth with the four-week rule, the sixth with findings against a pin,
 * of which its drift finding is one, the seventh with the strongest hit of a rule, the eighth with
 * the evidence and the examples of that.
 */
class StateFormatTest {
  private static final String TOKENS = "complexity.input_tokens";
  private static final int TODAY = 8;
  private static final HexFormat HEX = HexFormat.of();

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, TODAY})
  void storedStateGoesOnWhereItStopped(int version) throws IOException {
    MapStore store = stored(version);
    Recording recording = new Recording();
    TenantMonitor monitor =
        new TenantMonitor("acme", DriftConfig.defaults(), Watches.defaults(), store, recording);
    long later = Feed.START + 10 * HOUR;
    monitor.advance("prod", "shop", later, later);
    assertThat(recording.closed())
        .extracting(Finding::detector)
        .containsExactlyInAnyOrder("rule.loop", "drift.distribution");
    assertThat(recording.findings).allMatch(finding -> finding.state() == FindingState.CLOSED);
  }

  @Test
  void storedStateIsWhatIsWrittenToday() throws IOException {
    assertThat(texts(written())).isEqualTo(texts(stored(TODAY)));
  }

  @Test
  void everyEntryBringsBackTheSameBytes() throws IOException {
    Watch watch = Watches.defaults().of(TOKENS).orElseThrow();
    SeriesKey key = new SeriesKey(SHOP, TOKENS);
    MapStore store = stored(TODAY);
    byte[] detector = Objects.requireNonNull(store.get(key.detectorKey()));
    assertThat(SeriesState.decode(detector, watch).encode()).isEqualTo(detector);
    assertThat(SeriesState.decode(detector, watch).fromPin).isNotNull();
    byte[] history = Objects.requireNonNull(store.get(key.historyKey()));
    assertThat(SeriesHistory.decode(history).encode()).isEqualTo(history);
    byte[] head = Objects.requireNonNull(store.get(key.headKey()));
    assertThat(SeriesHead.decode(head).encode()).isEqualTo(head);
  }

  /** {@code drift/season-v1.txt}: 40 days, and a finding open. */
  @Test
  void aStoredSeasonGoesOnWhereItStopped() throws IOException {
    byte[] stored = HEX.parseHex(text("/drift/season-v1.txt").strip());
    assertThat(HEX.formatHex(season())).isEqualTo(HEX.formatHex(stored));
    Season season = Season.decode(stored);
    assertThat(season.encode()).isEqualTo(stored);
    assertThat(Objects.requireNonNull(season.open).detector()).isEqualTo("drift.seasonal");
    assertThat(season.rule.past()).isGreaterThan(12 * 24);
  }

  static byte[] season() {
    SeasonalFeed feed = new SeasonalFeed(42);
    feed.remember(6);
    feed.live(8 * HOUR);
    feed.runs = 0.2;
    feed.live(12 * HOUR);
    return feed.season(SeasonQuantity.RUNS).encode();
  }

  static MapStore written() {
    Feed feed = new Feed(41, Traffic.Shape.calm());
    feed.only = TOKENS;
    feed.live(5 * HOUR, 600, Traffic.Shift.NONE);
    feed.live(32 * MINUTE, 600, Traffic.Shift.tokens(2.5));
    feed.monitor.order(pinOf(feed));
    feed.live(22 * MINUTE, 600, Traffic.Shift.tokens(2.5));
    feed.monitor.deployed("prod", "shop", "v2", feed.now);
    feed.monitor.fire(
        new RuleHit(
            "rule.loop",
            "loop.repeat",
            SHOP,
            Severity.CRITICAL,
            feed.now,
            6,
            "search called 6 times",
            Map.of("repeats", 6.0),
            List.of("00000000000000000000000000000001")),
        feed.now);
    return feed.store;
  }

  private static BaselineOrder pinOf(Feed feed) {
    return BaselineOrder.pin(
        SHOP,
        TOKENS,
        feed.now,
        Feed.START,
        Feed.START + 4 * HOUR,
        Map.of(Buckets.indexOf(500), 700L, Buckets.indexOf(900), 1_300L),
        0,
        "ada");
  }

  private static MapStore stored(int version) throws IOException {
    MapStore store = new MapStore();
    text("/drift/state-v" + version + ".txt")
        .lines()
        .forEach(line -> {
          int equals = line.indexOf('=');
          store.put(
              new String(HEX.parseHex(line.substring(0, equals)), StandardCharsets.UTF_8),
              HEX.parseHex(line.substring(equals + 1)));
        });
    return store;
  }

  private static String text(String name) throws IOException {
    try (InputStream in = StateFormatTest.class.getResourceAsStream(name)) {
      Objects.requireNonNull(in, name + " is missing");
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
    }
  }

  static String texts(MapStore store) {
    StringBuilder texts = new StringBuilder();
    store
        .entries()
        .forEach((key, value) ->
            texts
                .append(HEX.formatHex(key.getBytes(StandardCharsets.UTF_8)))
                .append('=')
                .append(HEX.formatHex(value))
                .append('\n'));
    return texts.toString();
  }
}
