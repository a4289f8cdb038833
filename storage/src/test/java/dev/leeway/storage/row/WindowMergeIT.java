package dev.leeway.storage.row;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.leeway.signals.window.Buckets;
import dev.leeway.signals.window.Marks;
import dev.leeway.signals.window.Slice;
import dev.leeway.signals.window.WindowPartial;
import dev.leeway.storage.TestStorage;
import dev.leeway.storage.http.ClickHouseClient;
import dev.leeway.storage.insert.BlockInserter;
import dev.leeway.storage.lookup.SeasonHours;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Partials add up in the store, in whatever order and on whatever day they were written. */
class WindowMergeIT {
  private static final Slice SHOP = Slice.ofAgent("acme", "prod", "shop");
  private static final long NOW = 4_000_000_000_000L;
  private static final long HOUR_START = NOW - NOW % 3_600_000;
  private static final long DAY = 86_400_000;

  private static ClickHouseClient clickHouse;
  private int blocks;

  @BeforeAll
  static void migrate() {
    clickHouse = TestStorage.migratedFor(WindowMergeIT.class);
  }

  @AfterAll
  static void close() {
    clickHouse.close();
  }

  @BeforeEach
  void empty() {
    clickHouse.execute("TRUNCATE TABLE signal_windows");
  }

  @Test
  void retractionsOfAnotherDayTakeBackCountsSumsMinimumAndMaximum() {
    int small = Buckets.indexOf(0.5);
    int middle = Buckets.indexOf(1_000);
    int large = Buckets.indexOf(1e9);
    insert(NOW, List.of(numeric(3, 1e9 + 1_000.5, Map.of(small, 1L, middle, 1L, large, 1L))));
    assertThat(merged("min")).isCloseTo(Buckets.valueOf(small), within(1e-9));
    assertThat(merged("max")).isCloseTo(Buckets.valueOf(large), within(1.0));
    insert(NOW + 3 * DAY, List.of(numeric(-2, -1e9 - 0.5, Map.of(small, -1L, large, -1L))));
    assertThat(text("SELECT count, sum, sketch, zeros FROM signal_windows_merged"))
        .isEqualTo("1\t1000\t([" + middle + "],[1])\t0");
    assertThat(merged("min")).isCloseTo(Buckets.valueOf(middle), within(1e-6));
    assertThat(merged("max")).isCloseTo(Buckets.valueOf(middle), within(1e-6));
  }

  @Test
  void aWindowThatWasTakenBackWhollyIsNotShown() {
    insert(NOW, List.of(numeric(2, 5, Map.of(1, 2L))));
    insert(NOW, List.of(numeric(-2, -5, Map.of(1, -2L))));
    assertThat(text("SELECT count() FROM signal_windows_merged")).isEqualTo("0");
    assertThat(text("SELECT sum(count) FROM signal_windows")).isEqualTo("0");
  }

  @Test
  void zerosAreWhatCountHasMoreThanBuckets() {
    insert(NOW, List.of(numeric(3, 5, Map.of(80, 1L))));
    assertThat(text("SELECT zeros, min FROM signal_windows_merged")).isEqualTo("2\t0");
    assertThat(merged("max")).isCloseTo(Buckets.valueOf(80), within(1e-9));
  }

  @Test
  void valuesWithoutDistributionHaveNoMinimumAndMaximum() {
    insert(NOW, List.of(counted(4, Map.of(Marks.UNDISTRIBUTED, 4L))));
    assertThat(text("SELECT zeros, min, max, categorical FROM signal_windows_merged"))
        .isEqualTo("0\t\\N\t\\N\tfalse");
  }

  @Test
  void invalidValuesAloneAreShown() {
    insert(NOW, List.of(counted(0, Map.of(Marks.INVALID, 2L))));
    assertThat(text("SELECT count, zeros, min, max FROM signal_windows_merged"))
        .isEqualTo("0\t0\t\\N\t\\N");
  }

  @Test
  void categoriesAddUpAndHaveNoMinimum() {
    insert(NOW, List.of(counted(3, Map.of("OK", 2L, "ERROR", 1L))));
    insert(NOW, List.of(counted(0, Map.of("OK", 1L, "ERROR", -1L))));
    assertThat(text("SELECT count, categories, min, categorical FROM signal_windows_merged"))
        .isEqualTo("3\t(['OK'],[3])\t\\N\ttrue");
  }

  @Test
  void anHourIsTheSumOfItsMinutesWhereverTheyWereCut() {
    List<WindowPartial> minutes = new ArrayList<>();
    for (int minute = 0; minute < 60; minute++) {
      minutes.add(
          new WindowPartial(
              SHOP,
              "run.duration",
              HOUR_START + minute * 60_000L,
              60,
              minute,
              minute,
              Map.of(minute % 7, (long) minute),
              Map.of(),
              List.of("%032x".formatted(minute + 1))));
    }
    insertWithHours(minutes.subList(0, 20));
    insertWithHours(minutes.subList(20, 60));
    String sums = "SELECT sum(count), sum(sum), sumMap(sketch) FROM signal_windows_merged WHERE ";
    assertThat(text(sums + "window_seconds = 3600")).isEqualTo(text(sums + "window_seconds = 60"));
    assertThat(
            text(
                "SELECT count(), any(length(exemplars)) FROM signal_windows_merged"
                    + " WHERE window_seconds = 3600"))
        .isEqualTo("1\t3");
  }

  @Test
  void theFourWeekRuleReadsTheHoursOfWholeAgentsOneSeriesAtATime() {
    List<WindowPartial> minutes = new ArrayList<>();
    for (int hour = 0; hour < 3; hour++) {
      for (Slice slice : List.of(SHOP, SHOP.with("version", "v1"))) {
        for (String signal : List.of("run.outcome", "run.duration", "loop.repeat")) {
          for (int part = 0; part < 2; part++) {
            minutes.add(
                new WindowPartial(
                    slice,
                    signal,
                    HOUR_START + hour * 3_600_000L + part * 60_000L,
                    60,
                    5 + hour,
                    1,
                    Map.of(),
                    Map.of("OK", 5L + hour),
                    List.of()));
          }
        }
      }
    }
    insertWithHours(minutes.reversed());
    SeasonHours seasons = new SeasonHours(clickHouse);
    long until = HOUR_START + 2 * 3_600_000L;
    List<SeasonHours.Series> series = seasons.series("acme", "", HOUR_START, until);
    assertThat(series)
        .as("of watched signals alone, since their rows count against what may be read")
        .extracting(SeasonHours.Series::signal, SeasonHours.Series::rows)
        .containsExactly(tuple("run.duration", 2L), tuple("run.outcome", 2L));
    assertThat(seasons.series("acme", "desk", HOUR_START, until)).isEmpty();
    assertThat(seasons.hours("acme", series.get(1), HOUR_START, until))
        .extracting(WindowPartial::slice, WindowPartial::windowStartMillis, WindowPartial::count)
        .containsExactly(tuple(SHOP, HOUR_START, 10L), tuple(SHOP, HOUR_START + 3_600_000L, 12L));
  }

  @Test
  void oldWindowsDoNotSpreadOverPartitions() {
    List<WindowPartial> minutes = new ArrayList<>();
    for (int day = 0; day < 400; day++) {
      minutes.add(
          new WindowPartial(
              SHOP,
              "run.count",
              HOUR_START - day * DAY,
              60,
              1,
              1,
              Map.of(0, 1L),
              Map.of(),
              List.of()));
    }
    insertWithHours(minutes);
    assertThat(text("SELECT uniqExact(_partition_id), count() FROM signal_windows"))
        .isEqualTo("2\t800");
  }

  private void insertWithHours(List<WindowPartial> minutes) {
    List<WindowPartial> all = new ArrayList<>(minutes);
    all.addAll(HourWindows.of(minutes));
    insert(NOW, all);
  }

  private void insert(long writtenAtMillis, List<WindowPartial> partials) {
    BlockWriter<WindowRow> writer = new BlockWriter<>(new WindowRows());
    partials.forEach(partial -> writer.add(new WindowRow(partial, writtenAtMillis)));
    blocks++;
    new BlockInserter(clickHouse).insert(writer.finish(), "%s-%d".formatted(this, blocks));
  }

  private static WindowPartial numeric(long count, double sum, Map<Integer, Long> buckets) {
    return new WindowPartial(
        SHOP, "run.duration", HOUR_START, 60, count, sum, buckets, Map.of(), List.of());
  }

  private static WindowPartial counted(long count, Map<String, Long> categories) {
    return new WindowPartial(
        SHOP, "run.outcome", HOUR_START, 60, count, 0, Map.of(), categories, List.of());
  }

  private static double merged(String column) {
    return Double.parseDouble(text("SELECT " + column + " FROM signal_windows_merged"));
  }

  private static String text(String sql) {
    return new String(clickHouse.query(sql), UTF_8).strip();
  }
}
