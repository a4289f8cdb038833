package dev.leeway.standalone.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders as the sets are published, made small, and what is measured on them. */
class RecordedSeriesTest {
  private static final long FIVE_MINUTES = 300_000;

  @TempDir Path data;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);

  @Test
  void aFolderOfNabIsReadAndScored() throws IOException {
    write(
        "nab/data/real/a.csv",
        """
        timestamp,value
        2014-04-01 00:00:00,1.5
        2014-04-01 00:05:00,2
        2014-04-01 00:10:00,3
        """);
    write(
        "nab/labels/combined_windows.json",
        """
        {"real/a.csv": [["2014-04-01 00:05:00.000000", "2014-04-01 00:10:00.000000"]],
         "real/not-here.csv": []}
        """);
    write(
        "nab/config/profiles.json",
        """
        {"reward_low_FP_rate": {"CostMatrix": {"tpWeight": 1, "fnWeight": 1, "fpWeight": 0.22}}}
        """);
    NabCorpus corpus = NabCorpus.read(data.resolve("nab"));
    assertThat(corpus.profiles()).containsExactly(new NabProfile("reward low FP rate", 1, 1, 0.22));
    assertThat(corpus.windows()).isEqualTo(1);
    NabSeries series = corpus.series().getFirst();
    assertThat(series.values().toArray()).containsExactly(1.5, 2, 3);
    assertThat(series.windows()).containsExactly(new NabSeries.Window(1, 2));
    Outcome outcome = new NabScores(corpus).run();
    assertThat(outcome.rows().getFirst().number("reward low FP rate")).isZero();
    assertThat(new DetectionReport(List.of(outcome)).markdown())
        .contains("| Leeway, monitor and four weeks | 0 | 0 | 0 |")
        .contains("| published: ARTime | – | – | – |");
  }

  @Test
  void aFolderOfTcpdIsReadAndMeasured() throws IOException {
    write("tcpd/annotations.json", "{\"steps\": {\"6\": [100], \"7\": [100]}, \"other\": {}}");
    StringBuilder raw = new StringBuilder("null");
    for (int at = 1; at < 200; at++) {
      raw.append(", ").append(at < 100 ? at * 5 % 17 : 100 + at * 5 % 17);
    }
    write(
        "tcpd/datasets/steps/steps.json",
        "{\"name\": \"steps\", \"series\": [{\"label\": \"V1\", \"raw\": [" + raw + "]}]}");
    write("tcpd/datasets/nobody/nobody.json", "{\"name\": \"nobody\", \"series\": []}");
    TcpdSet set = TcpdSet.read(data.resolve("tcpd"));
    assertThat(set.series()).extracting(TcpdSet.Annotated::name).containsExactly("steps");
    assertThat(set.series().getFirst().annotations()).containsExactly(List.of(100), List.of(100));
    Outcome outcome = new ChangePoints(set).run();
    assertThat(outcome.rows().getFirst().number("F1")).isEqualTo(1);
    assertThat(outcome.rows().getFirst().number("covering")).isGreaterThan(0.95);
    assertThat(outcome.rows().get(1).number("F1")).isCloseTo(2.0 / 3, within(1e-9));
  }

  @Test
  void agreementWithAnnotatorsIsWhatTheBenchmarkSays() {
    List<List<Integer>> annotations = List.of(List.of(10), List.of(10, 20));
    // P = 2/2; R = (2/2 + 2/3) / 2.
    assertThat(TcpdScore.f1(annotations, List.of(12))).isCloseTo(10.0 / 11, within(1e-9));
    // (10 * 10/12 + 20 * 18/20) / 30 and (10 * 10/12 + 10 * 8/20 + 10 * 10/18) / 30.
    assertThat(TcpdScore.covering(annotations, List.of(12), 30)).isCloseTo(0.737037, within(1e-6));
    assertThat(TcpdScore.f1(List.of(List.of(10)), List.of(10))).isEqualTo(1);
    assertThat(TcpdScore.covering(List.of(List.of(10)), List.of(10), 30)).isEqualTo(1);
    // One found change is taken once, and six away is too far.
    assertThat(TcpdScore.f1(List.of(List.of(10, 12)), List.of(11))).isCloseTo(0.8, within(1e-9));
    assertThat(TcpdScore.f1(List.of(List.of(10)), List.of(16))).isEqualTo(0.5);
  }

  @Test
  void setsThatAreNotThereAreNamed() throws IOException {
    RecordedSets sets = new RecordedSets(Optional.of(data), out);
    assertThat(sets.clients()).isEmpty();
    assertThat(sets.series()).isEmpty();
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .contains("C 4  skipped", "nab/labels/combined_windows.json", "tcpd/annotations.json");
  }

  @Test
  void theMonitorFindsNumbersThatDoubleAndIsSilentElsewhereSeed3() {
    assertThat(MonitorAlarms.of(series(1))).isEmpty();
    assertThat(MonitorAlarms.of(series(2)))
        .isNotEmpty()
        .allSatisfy(at -> assertThat(at).isBetween(3_000, 3_100));
  }

  @Test
  void theFourWeekRuleFindsAStrangeDayAndCallsItOneEpisode() {
    int slots = 48 * 7 * 12;
    SplittableRandom random = new SplittableRandom(8);
    double[] values = new double[slots];
    for (int at = 0; at < slots; at++) {
      double rhythm = 1_000 + 800 * Math.sin(at % 48 / 48.0 * 2 * Math.PI);
      boolean strange = at >= 48 * 75 && at < 48 * 76;
      values[at] = rhythm * (1 + 0.02 * random.nextGaussian()) * (strange ? 2 : 1);
    }
    NabSeries series =
        new NabSeries(
            TaxiWindows.NAME,
            LongStream.range(0, slots).map(at -> at * 1_800_000).toArray(),
            values,
            List.of(new NabSeries.Window(48 * 75 - 10, 48 * 76)));
    List<Integer> alarms = SeasonalAlarms.of(series);
    assertThat(alarms).anyMatch(at -> at >= 48 * 75 && at < 48 * 76);
    assertThat(SeasonalAlarms.episodes(series, List.of(1, 20, 60, 200))).containsExactly(1, 200);
    Outcome outcome = new TaxiWindows(series).run();
    assertThat(outcome.rows().getFirst().number("windows found")).isEqualTo(1);
  }

  @Test
  void tablesReplaceWhatStoodBetweenTheMarks() throws IOException {
    String text = "before\n" + MarkdownBlock.BEGIN + "\nold\n" + MarkdownBlock.END + "\nafter\n";
    assertThat(MarkdownBlock.replaced(text, "new\n"))
        .isEqualTo(
            "before\n" + MarkdownBlock.BEGIN + "\n\nnew\n\n" + MarkdownBlock.END + "\nafter\n");
    assertThatThrownBy(() -> MarkdownBlock.replaced("none", "new"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(MarkdownBlock.BEGIN);
  }

  private static NabSeries series(double factor) {
    SplittableRandom random = new SplittableRandom(3);
    double[] values = random.doubles(4_032).map(uniform -> 50 * Math.exp(uniform)).toArray();
    for (int at = 3_000; at < values.length; at++) {
      values[at] *= factor;
    }
    return new NabSeries(
        "made",
        LongStream.range(0, 4_032).map(at -> at * FIVE_MINUTES).toArray(),
        values,
        List.of());
  }

  private void write(String path, String text) throws IOException {
    Path file = data.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
