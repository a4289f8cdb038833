package dev.leeway.telemetry;

import dev.leeway.signals.event.AgentSource;
import dev.leeway.signals.metric.MetricKind;
import dev.leeway.signals.metric.MetricPoint;
import dev.leeway.signals.metric.MetricSeries;
import dev.leeway.signals.metric.Reading;
import dev.leeway.signals.metric.SeriesId;
import dev.leeway.telemetry.RefusedSpans.Range;
import dev.leeway.telemetry.convention.CompiledConventions;
import dev.leeway.telemetry.convention.Field;
import dev.leeway.telemetry.convention.KeyTable;
import dev.leeway.telemetry.metric.NamedMetric;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Makes the points of one metric: series, canonical names, unit and source. Used again for the next
 * scope; not thread-safe.
 */
final class MetricMapper {
  /** How many names of its own a tenant may bring, as long as this process lives. */
  static final int OWN_NAMES_MAX = 1_000;

  /** What metrics beyond that are called. */
  static final String OTHER = "__other__";

  private static final int TENANTS_MAX = 1_024;
  private static final int FAMILY_PARTS = 3;
  private static final String MODEL = "model";
  private static final List<String> MODEL_LABELS = List.of("model_name", "modelName", "model_id");
  private static final List<String> INSTANCE_LABELS = List.of("pod", "instance");
  private static final String JOB = "job";
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final AttributeFrame attributes;
  private final AttributeMaps maps;
  private final PointScan point = new PointScan();
  private final SeriesHash hash = new SeriesHash();
  private final Map<String, Set<String>> ownNames = new Memo<>(TENANTS_MAX);

  private String tenant = "";
  private byte[] request = new byte[0];
  private ResourceScan resource;
  private String scopeName = "";
  private double[] scopeSigns = new double[0];
  private SeriesId scopeId = new SeriesId(0, 0);

  MetricMapper(KeyTable keys, CompiledConventions conventions, SpanLimits limits) {
    attributes = new AttributeFrame(keys, conventions, limits.attributeBytesMax());
    maps = new AttributeMaps(limits.attributesMax());
    resource = new ResourceScan(keys, conventions, limits);
  }

  /** Takes the scope whose metrics come next. */
  void scope(String ofTenant, byte[] bytes, RequestWalk walk) {
    tenant = ofTenant;
    request = bytes;
    resource = walk.resource();
    scopeName = walk.scopeName();
    scopeSigns = walk.scopeSigns();
    Range message = walk.resourceMessage();
    hash.clear();
    hash.addAll(bytes, message.from(), message.to(), 1);
    hash.next(scopeName);
    scopeId = hash.id();
  }

  /** Adds the metric's points; throws MalformedWire where one is none. */
  void map(
      MetricHead head,
      NamedMetric named,
      Map<String, Integer> best,
      long appendMillis,
      List<MetricPoint> out) {
    MetricKind kind = head.kind();
    if (kind == null) {
      return;
    }
    String ownName = ownName(named);
    head.points(
        (from, to) -> out.add(mapped(head, kind, named, ownName, best, appendMillis, from, to)));
  }

  /** The first parts of a metric's name, to count unknown names by. */
  static String familyOf(String name) {
    int at = -1;
    for (int part = 0; part < FAMILY_PARTS; part++) {
      int next = name.indexOf('.', at + 1);
      if (next < 0) {
        return name;
      }
      at = next;
    }
    return name.substring(0, at);
  }

  private MetricPoint mapped(
      MetricHead head,
      MetricKind kind,
      NamedMetric named,
      String ownName,
      Map<String, Integer> best,
      long appendMillis,
      int from,
      int to) {
    attributes.clear(request);
    hash.from(scopeId);
    hash.next(head.name());
    hash.next(kind.name() + head.temporality().name() + head.monotonic());
    point.read(
        kind,
        request,
        from,
        to,
        (pairFrom, pairTo) -> {
          attributes.add(pairFrom, pairTo, false);
          hash.add(request, pairFrom, pairTo);
        });
    attributes.sign(scopeSigns);
    attributes.resolve();
    List<Reading> readings = named.readings(kind, best, key -> label(key).toLowerCase(Locale.ROOT));
    boolean canonical = !readings.isEmpty();
    MetricSeries series =
        new MetricSeries(
            hash.id(),
            source(),
            scopeName,
            ownName,
            canonical ? named.unit() : head.unit(),
            canonical ? named.factor(head.unit()) : 1,
            kind,
            head.temporality(),
            head.monotonic(),
            canonical ? readings : List.of(Reading.whole(ownName)),
            maps.of(attributes, model()),
            resource.attributes());
    long time = point.timeNanos() == 0 ? appendMillis * NANOS_PER_MILLI : point.timeNanos();
    return new MetricPoint(
        series,
        point.startNanos(),
        time,
        point.recorded(),
        point.totals(kind),
        point.min(),
        point.max(),
        point.quantiles(),
        point.exemplars());
  }

  /** The name that came, unless its tenant has brought too many that no table knows. */
  private String ownName(NamedMetric named) {
    if (named.isKnown()) {
      return named.name();
    }
    Set<String> own = ownNames.computeIfAbsent(tenant, key -> new HashSet<>());
    if (own.size() < OWN_NAMES_MAX) {
      own.add(named.name());
    }
    return own.contains(named.name()) ? named.name() : OTHER;
  }

  /**
   * Who is measured. Prometheus' labels stand in for a resource that names nobody: {@code job} for
   * the service, {@code pod} or {@code instance} for its instance.
   */
  private AgentSource source() {
    AgentSource source =
        resource.sourceOf(
            attributes.text(Field.AGENT_NAME),
            attributes.text(Field.AGENT_VERSION),
            attributes.text(Field.RELEASE),
            attributes.text(Field.ENVIRONMENT));
    if (!source.serviceName().isEmpty() && !source.serviceInstanceId().isEmpty()) {
      return source;
    }
    String job = source.serviceName().isEmpty() ? label(JOB) : source.serviceName();
    String instance =
        source.serviceInstanceId().isEmpty()
            ? firstLabel(INSTANCE_LABELS)
            : source.serviceInstanceId();
    boolean unnamed = source.serviceName().isEmpty() && attributes.text(Field.AGENT_NAME).isEmpty();
    return new AgentSource(
        source.tenantId(),
        source.environment(),
        job,
        source.serviceVersion(),
        instance,
        unnamed && !job.isEmpty() ? job : source.agentName(),
        source.agentVersion());
  }

  /** The model under the one name that all senders' points have, where they have none so called. */
  private List<Map.Entry<String, String>> model() {
    if (!label(MODEL).isEmpty()) {
      return List.of();
    }
    String model = attributes.text(Field.MODEL_SERVED);
    if (model.isEmpty()) {
      model = attributes.text(Field.MODEL_REQUESTED);
    }
    if (model.isEmpty()) {
      model = firstLabel(MODEL_LABELS);
    }
    return model.isEmpty() ? List.of() : List.of(Map.entry(MODEL, model));
  }

  private String firstLabel(List<String> keys) {
    return keys.stream().map(this::label).filter(value -> !value.isEmpty()).findFirst().orElse("");
  }

  private String label(String key) {
    RawAttributes all = attributes.all();
    for (int at = 0; at < all.size(); at++) {
      if (all.key(at).name().equals(key)) {
        return all.text(at);
      }
    }
    return "";
  }
}
