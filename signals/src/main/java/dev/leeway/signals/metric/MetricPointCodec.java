package dev.leeway.signals.metric;

import dev.leeway.signals.event.AgentSource;
import dev.leeway.signals.event.StateReader;
import dev.leeway.signals.event.StateWriter;
import dev.leeway.signals.event.TraceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A point as versioned bytes, on its way to its series. */
public final class MetricPointCodec {
  private static final int VERSION = 1;

  private MetricPointCodec() {}

  public static byte[] encode(MetricPoint point) {
    StateWriter out = new StateWriter().octet(VERSION);
    series(out, point.series());
    out.signed(point.timeNanos()).signed(point.startNanos()).octet(point.recorded() ? 1 : 0);
    TotalsCodec.write(out, point.totals());
    out.number(point.min()).number(point.max());
    out.count(point.quantiles().size());
    point.quantiles().forEach(at -> out.number(at.quantile()).number(at.value()));
    out.count(point.exemplars().size());
    for (String exemplar : point.exemplars()) {
      TraceId trace = TraceId.parse(exemplar);
      out.word(trace.high()).word(trace.low());
    }
    return out.bytes();
  }

  public static MetricPoint decode(byte[] bytes) {
    StateReader in = new StateReader("metric point", bytes).version(VERSION);
    MetricSeries series = series(in);
    long time = in.signed();
    long start = in.signed();
    boolean recorded = in.octet() == 1;
    Totals totals = TotalsCodec.read(in);
    double min = in.number();
    double max = in.number();
    List<QuantileValue> quantiles = new ArrayList<>();
    for (int left = in.size(); left > 0; left--) {
      quantiles.add(new QuantileValue(in.number(), in.number()));
    }
    List<String> exemplars = new ArrayList<>();
    for (int left = in.size(); left > 0; left--) {
      exemplars.add(new TraceId(in.word(), in.word()).toString());
    }
    in.end();
    return new MetricPoint(series, start, time, recorded, totals, min, max, quantiles, exemplars);
  }

  private static void series(StateWriter out, MetricSeries series) {
    AgentSource source = series.source();
    out.word(series.id().high()).word(series.id().low());
    out.text(source.tenantId()).text(source.environment()).text(source.serviceName());
    out.text(source.serviceVersion()).text(source.serviceInstanceId());
    out.text(source.agentName()).text(source.agentVersion());
    out.text(series.scopeName()).text(series.name()).text(series.unit()).number(series.factor());
    out.text(series.kind().name()).text(series.temporality().name());
    out.octet(series.monotonic() ? 1 : 0);
    out.count(series.readings().size());
    for (Reading reading : series.readings()) {
      out.text(reading.metric()).text(reading.aspect().name());
    }
    texts(out, series.attributes());
    texts(out, series.resourceAttributes());
  }

  private static MetricSeries series(StateReader in) {
    SeriesId id = new SeriesId(in.word(), in.word());
    AgentSource source =
        new AgentSource(
            in.text(), in.text(), in.text(), in.text(), in.text(), in.text(), in.text());
    String scopeName = in.text();
    String name = in.text();
    String unit = in.text();
    double factor = in.number();
    MetricKind kind = in.named(MetricKind.class);
    Temporality temporality = in.named(Temporality.class);
    boolean monotonic = in.octet() == 1;
    List<Reading> readings = new ArrayList<>();
    for (int left = in.size(); left > 0; left--) {
      readings.add(new Reading(in.text(), in.named(Reading.Aspect.class)));
    }
    return new MetricSeries(
        id,
        source,
        scopeName,
        name,
        unit,
        factor,
        kind,
        temporality,
        monotonic,
        readings,
        texts(in),
        texts(in));
  }

  private static void texts(StateWriter out, Map<String, String> map) {
    out.count(map.size());
    new TreeMap<>(map).forEach((key, value) -> out.text(key).text(value));
  }

  private static Map<String, String> texts(StateReader in) {
    Map<String, String> map = new TreeMap<>();
    for (int left = in.size(); left > 0; left--) {
      map.put(in.text(), in.text());
    }
    return map;
  }
}
