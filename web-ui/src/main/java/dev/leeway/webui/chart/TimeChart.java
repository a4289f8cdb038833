package dev.leeway.webui.chart;

import dev.leeway.storage.query.TimeRange;
import dev.leeway.webui.words.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Values over time, with marks at instants and shaded bands. */
public record TimeChart(
    Unit unit,
    TimeRange range,
    Duration step,
    List<Series> series,
    List<Mark> marks,
    List<Band> bands)
    implements ChartModel {

  public TimeChart {
    series = List.copyOf(series);
    marks = List.copyOf(marks);
    bands = List.copyOf(bands);
  }

  public TimeChart(Unit unit, TimeRange range, Duration step, List<Series> series) {
    this(unit, range, step, series, List.of(), List.of());
  }

  public TimeChart with(List<Mark> newMarks) {
    return new TimeChart(unit, range, step, series, newMarks, bands);
  }

  /** How a series is drawn. */
  public enum Style {
    LINE,
    BAR,
    STACKED
  }

  /** One line or row of bars. */
  public record Series(String name, Role role, Style style, List<Point> points) {
    public Series {
      points = List.copyOf(points);
    }
  }

  /** A value at an instant; null where nothing was seen, which is not zero. */
  public record Point(Instant at, @Nullable Double value) {}

  /** Something that happened: a deployment, the onset of a finding. */
  public record Mark(Instant at, String label, Role role) {}

  /** A stretch of time that stands out. */
  public record Band(Instant from, Instant to, String label, Role role) {}
}
