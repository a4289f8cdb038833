package dev.leeway.webui.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.storage.query.TimeRange;
import dev.leeway.webui.words.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ChartJsonTest {
  @Test
  void aGapIsNullAndNotZero() {
    Instant at = Instant.ofEpochSecond(60);
    TimeChart chart =
        new TimeChart(
                Unit.MILLIS,
                new TimeRange(at, at.plusSeconds(120)),
                Duration.ofSeconds(60),
                List.of(
                    new TimeChart.Series(
                        "p50",
                        Role.NOW,
                        TimeChart.Style.LINE,
                        List.of(
                            new TimeChart.Point(at, 0.0),
                            new TimeChart.Point(at.plusSeconds(60), null)))))
            .with(List.of(new TimeChart.Mark(at, "deploy <b>v2</b>", Role.BASELINE)));
    assertThat(ChartJson.write(chart))
        .isEqualTo(
            """
            {"kind":"time","unit":"ms","from":60000,"to":180000,"stepMillis":60000,\
            "series":[{"name":"p50","role":"now","style":"line","stacked":false,\
            "points":[[60000,0.0],[120000,null]]}],\
            "marks":[{"at":60000,"label":"deploy <b>v2</b>","role":"baseline"}],"bands":[]}\
            """);
  }
}
