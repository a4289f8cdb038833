package dev.leeway.streamjobs.source;

import dev.leeway.signals.rules.RuleBook;
import dev.leeway.signals.rules.SourceRules;
import dev.leeway.signals.run.AgentClock;
import dev.leeway.signals.source.SourceUpdate;
import dev.leeway.signals.source.watch.SourceWatch;
import dev.leeway.signals.window.Dimensions;
import dev.leeway.streamjobs.edge.AgentFrontier;
import dev.leeway.streamjobs.edge.FoldItem;
import dev.leeway.streamjobs.edge.MonitorInput;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Gives each tenant's sightings of data sources, and the passing of time, to their {@link
 * SourceWatch}es. What they measure goes to windows, what they find to the tenant's monitor.
 *
 * <p>One timer a tenant: every half minute, or sooner where a source has something due. A source
 * that nobody has spoken of for 30 days is forgotten; with the last one the tenant is.
 */
public final class WatchSources extends KeyedProcessFunction<String, SourceUpdate, FoldItem> {
  private static final long serialVersionUID = 1L;

  /** Findings, for the monitor. */
  public static final OutputTag<MonitorInput> HITS = new OutputTag<>("source-hits") {};

  /** Sources of a tenant that are watched; sightings of further ones are counted. */
  public static final int SOURCES_MAX = 1_000;

  private static final String OWN_TENANT = "__leeway";
  private static final int ENVIRONMENTS_MAX = 16;

  /** More often than the monitor doubts a subtask that says nothing. */
  private static final long TICK_MILLIS = 30_000;

  private static final long APART_MILLIS = 1_000;

  private static final MapStateDescriptor<String, byte[]> SOURCES = descriptor("sources");
  private static final MapStateDescriptor<String, byte[]> CLOCKS = descriptor("source-clocks");
  private static final MapStateDescriptor<String, Long> DUE =
      new MapStateDescriptor<>("sources-due", Types.STRING, Types.LONG);
  private static final ValueStateDescriptor<Long> TIMER =
      new ValueStateDescriptor<>("sources-timer", Types.LONG);

  private final RuleBook rules;

  // Made in open(), where Flink runs it: a function travels there without them.
  @SuppressWarnings("NullAway.Init")
  private transient SourceRules terms;

  @SuppressWarnings("NullAway.Init")
  private transient MapState<String, byte[]> sources;

  @SuppressWarnings("NullAway.Init")
  private transient MapState<String, byte[]> clocks;

  @SuppressWarnings("NullAway.Init")
  private transient MapState<String, Long> due;

  @SuppressWarnings("NullAway.Init")
  private transient ValueState<Long> timer;

  @SuppressWarnings("NullAway.Init")
  private transient WatchCounters counters;

  public WatchSources(RuleBook rules) {
    this.rules = rules;
  }

  @Override
  public void open(OpenContext context) {
    terms = rules.of(SourceRules.SECTION);
    sources = getRuntimeContext().getMapState(SOURCES);
    clocks = getRuntimeContext().getMapState(CLOCKS);
    due = getRuntimeContext().getMapState(DUE);
    timer = getRuntimeContext().getState(TIMER);
    counters = new WatchCounters(getRuntimeContext().getMetricGroup());
  }

  @Override
  public void processElement(SourceUpdate update, Context context, Collector<FoldItem> out)
      throws Exception {
    if (update.tenantId().equals(OWN_TENANT)) {
      return;
    }
    long nowMillis = context.timerService().currentProcessingTime();
    String sourceId = update.sourceId();
    byte[] bytes = sources.get(sourceId);
    if (bytes == null && !hasRoom()) {
      counters.overflowed();
      return;
    }
    SourceWatch watch = watchOf(update.tenantId(), sourceId, bytes);
    watch.saw(update, nowMillis, new WatchOutput(context::output, out, counters, nowMillis));
    keep(sourceId, watch, nowMillis);
    tickClock(update, nowMillis);
    scheduleBy(Math.min(watch.nextLookMillis(nowMillis), nowMillis + TICK_MILLIS), context);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<FoldItem> out)
      throws Exception {
    long nowMillis = context.timerService().currentProcessingTime();
    timer.clear();
    WatchOutput output = new WatchOutput(context::output, out, counters, nowMillis);
    long next = Long.MAX_VALUE;
    for (String sourceId : dueBy(nowMillis)) {
      look(context.getCurrentKey(), sourceId, nowMillis, output);
    }
    for (Map.Entry<String, Long> source : due.entries()) {
      next = Math.min(next, source.getValue());
    }
    if (next == Long.MAX_VALUE) {
      clocks.clear();
      return;
    }
    tellTimes(context.getCurrentKey(), nowMillis, out);
    scheduleBy(Math.min(next, nowMillis + TICK_MILLIS), context);
  }

  private void look(String tenantId, String sourceId, long nowMillis, WatchOutput output)
      throws Exception {
    SourceWatch watch = watchOf(tenantId, sourceId, sources.get(sourceId));
    if (watch.forgottenMillis() <= nowMillis) {
      watch.end(nowMillis, output);
      sources.remove(sourceId);
      due.remove(sourceId);
      counters.forgotten();
      return;
    }
    watch.look(nowMillis, output);
    keep(sourceId, watch, nowMillis);
  }

  private List<String> dueBy(long nowMillis) throws Exception {
    List<String> found = new ArrayList<>();
    for (Map.Entry<String, Long> source : due.entries()) {
      if (source.getValue() <= nowMillis) {
        found.add(source.getKey());
      }
    }
    // The order of a hash map is no order: what is told must not depend on it.
    found.sort(null);
    return found;
  }

  private void keep(String sourceId, SourceWatch watch, long nowMillis) throws Exception {
    sources.put(sourceId, watch.bytes());
    due.put(sourceId, watch.nextLookMillis(nowMillis));
  }

  private SourceWatch watchOf(String tenantId, String sourceId, byte @Nullable [] bytes) {
    return bytes == null
        ? new SourceWatch(tenantId, sourceId, terms)
        : SourceWatch.of(tenantId, sourceId, terms, bytes);
  }

  private boolean hasRoom() throws Exception {
    return sizeOf(due.keys()) < SOURCES_MAX;
  }

  /** What is said of sources has a time of its own in each environment, which closes its panes. */
  private void tickClock(SourceUpdate update, long nowMillis) throws Exception {
    byte[] bytes = clocks.get(update.environment());
    if (bytes == null && sizeOf(clocks.keys()) >= ENVIRONMENTS_MAX) {
      return;
    }
    AgentClock clock = bytes == null ? AgentClock.NEW : AgentClock.of(bytes);
    clocks.put(
        update.environment(),
        clock.seen(update.times().observedMillis(), update.appendMillis(), nowMillis).bytes());
  }

  private static int sizeOf(Iterable<?> keys) {
    int size = 0;
    for (Iterator<?> at = keys.iterator(); at.hasNext(); at.next()) {
      size++;
    }
    return size;
  }

  private void tellTimes(String tenantId, long nowMillis, Collector<FoldItem> out)
      throws Exception {
    int subtask = getRuntimeContext().getTaskInfo().getIndexOfThisSubtask();
    for (Map.Entry<String, byte[]> clock : clocks.entries()) {
      out.collect(
          FoldItem.of(
              new AgentFrontier(
                  tenantId,
                  clock.getKey(),
                  Dimensions.ALL,
                  subtask,
                  AgentClock.of(clock.getValue()).at(nowMillis),
                  nowMillis)));
    }
  }

  private void scheduleBy(long dueMillis, Context context) throws Exception {
    long atMillis =
        Math.max(dueMillis, context.timerService().currentProcessingTime() + APART_MILLIS);
    Long set = timer.value();
    if (set != null && set <= atMillis) {
      return;
    }
    if (set != null) {
      context.timerService().deleteProcessingTimeTimer(set);
    }
    context.timerService().registerProcessingTimeTimer(atMillis);
    timer.update(atMillis);
  }

  private static MapStateDescriptor<String, byte[]> descriptor(String name) {
    return new MapStateDescriptor<>(
        name, Types.STRING, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);
  }
}
