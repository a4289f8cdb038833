package dev.leeway.signals.metric;

import static dev.leeway.signals.metric.Points.explicit;
import static dev.leeway.signals.metric.Points.exponential;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leeway.signals.metric.SeenTimes.Stretch;
import dev.leeway.signals.metric.SeriesState.Stream;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MetricCodecTest {
  private static final SeriesState STATE =
      new SeriesState(
          new SeenTimes(List.of(new Stretch(10, 20), new Stretch(30, 40))),
          List.of(
              new Stream(5, 50, Totals.number(-1.5)),
              new Stream(6, 60, new Totals(7, 3, explicit(new double[] {1, 2}, 1, 2, 0))),
              new Stream(0, 70, new Totals(Double.NaN, 4, exponential(-1, 0, 1, -2, 300)))),
          4,
          -9);

  /** Bytes of version 1: they are in checkpoints, so they are read for ever. */
  private static final String VERSION_1 =
      "0104fffffffffffffff7021414141403645abff80000000000000000786c401c000000000000"
          + "0301033ff000000000000040000000000000000102008c018c017ff800000000000004020100"
          + "00000000000000010106010000000001000101";

  @Test
  void stateComesBack() {
    assertThat(SeriesStateCodec.decode(SeriesStateCodec.encode(STATE))).isEqualTo(STATE);
  }

  @Test
  void stateOfVersionOneIsReadForEver() {
    assertThat(HexFormat.of().formatHex(SeriesStateCodec.encode(STATE))).isEqualTo(VERSION_1);
    assertThat(SeriesStateCodec.decode(HexFormat.of().parseHex(VERSION_1))).isEqualTo(STATE);
  }

  @Test
  void brokenStateIsRefusedInWords() {
    byte[] bytes = SeriesStateCodec.encode(STATE);
    bytes[0] = 9;
    assertThatThrownBy(() -> SeriesStateCodec.decode(bytes))
        .hasMessage("metric series bytes: expected version 1, came 9");
  }

  @Test
  void pointsComeBack() {
    MetricPoint point =
        new MetricPoint(
            Points.series(MetricKind.HISTOGRAM, Temporality.DELTA, true),
            5,
            10,
            true,
            new Totals(7, 3, explicit(new double[] {1, 2}, 1, 2, 0)),
            0.5,
            Double.NaN,
            List.of(new QuantileValue(0.5, 2)),
            List.of("0102030405060708090a0b0c0d0e0f10"));
    assertThat(MetricPointCodec.decode(MetricPointCodec.encode(point))).isEqualTo(point);
  }
}
