package dev.leeway.streamjobs.score;

import dev.leeway.signals.evaluation.Evaluation;
import dev.leeway.signals.evaluation.PlacedEvaluation;
import dev.leeway.signals.run.Run;
import dev.leeway.streamjobs.edge.FoldItem;
import dev.leeway.streamjobs.edge.StoreRow;
import dev.leeway.streamjobs.score.WaitingEvaluations.Asked;
import dev.leeway.streamjobs.store.StoreRows;
import dev.leeway.streamjobs.store.StoredEvaluations;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Lets each evaluation of a tenant wait until the run that it is about is over and stored, then
 * gives it to the windows and to storage, once.
 *
 * <p>Storage is asked and not the open runs, because most evaluations come after their run: by
 * seconds, or by weeks. What has been told is remembered until storage is sure to know it; what is
 * older is asked for there. Beyond what a tenant may hold, each is placed at once, as well as it
 * can be.
 */
public final class PlaceEvaluations extends KeyedProcessFunction<String, Evaluation, FoldItem> {
  private static final long serialVersionUID = 1L;

  /** Rows of the table, a side output. */
  public static final OutputTag<StoreRow> ROWS = new OutputTag<>("evaluation-rows") {};

  private static final String OWN_TENANT = "__leeway";
  private static final int ASKED_AT_ONCE = 1_000;
  private static final long SECOND = 1_000;

  /** How long after its arrival storage is asked, the last time in vain. */
  private static final List<Long> ASKED_AFTER_MILLIS =
      List.of(SECOND, 5_000L, 12_000L, 30_000L, 60_000L, 180_000L, 900_000L);

  private static final int LAST = ASKED_AFTER_MILLIS.size() - 1;

  /** From this attempt on a run that goes on is as good as one that is over. */
  private static final int OPEN_WILL_DO = 4;

  private static final ValueStateDescriptor<Long> TIMER =
      new ValueStateDescriptor<>("evaluations-timer", Types.LONG);

  private final StoredEvaluations.Factory storage;

  // Made in open(), where Flink runs it: a function travels there without them.
  @SuppressWarnings("NullAway.Init")
  private transient StoredEvaluations stored;

  @SuppressWarnings("NullAway.Init")
  private transient WaitingEvaluations waiting;

  @SuppressWarnings("NullAway.Init")
  private transient ValueState<Long> timer;

  @SuppressWarnings("NullAway.Init")
  private transient PlacingCounters counters;

  public PlaceEvaluations(StoredEvaluations.Factory storage) {
    this.storage = storage;
  }

  @Override
  public void open(OpenContext context) {
    stored = storage.open(getRuntimeContext().getMetricGroup());
    waiting = new WaitingEvaluations(getRuntimeContext());
    timer = getRuntimeContext().getState(TIMER);
    counters = new PlacingCounters(getRuntimeContext().getMetricGroup());
  }

  @Override
  public void processElement(Evaluation evaluation, Context context, Collector<FoldItem> out)
      throws Exception {
    if (evaluation.tenantId().equals(OWN_TENANT)) {
      return;
    }
    if (waiting.knows(evaluation.evaluationId())) {
      counters.repeated();
    } else if (waiting.full()) {
      counters.hurried();
      place(context.getCurrentKey(), List.of(new Asked(evaluation, LAST)), context, out);
    } else {
      long dueMillis = nowOf(context) + ASKED_AFTER_MILLIS.getFirst();
      waiting.add(evaluation, dueMillis);
      scheduleBy(dueMillis, context);
    }
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<FoldItem> out)
      throws Exception {
    timer.clear();
    List<Asked> due = waiting.dueBy(nowOf(context));
    for (int at = 0; at < due.size(); at += ASKED_AT_ONCE) {
      List<Asked> part = due.subList(at, Math.min(due.size(), at + ASKED_AT_ONCE));
      place(context.getCurrentKey(), part, context, out);
    }
    waiting.sweep(nowOf(context));
    long next = waiting.nextMillis(nowOf(context));
    if (next != Long.MAX_VALUE) {
      scheduleBy(next, context);
    }
  }

  private void place(String tenantId, List<Asked> asked, Context context, Collector<FoldItem> out)
      throws Exception {
    if (asked.isEmpty()) {
      return;
    }
    Set<String> known =
        stored.stored(tenantId, asked.stream().map(PlaceEvaluations::idOf).toList());
    List<Asked> unknown = new ArrayList<>();
    for (Asked one : asked) {
      if (known.contains(idOf(one))) {
        counters.repeated();
        waiting.tell(idOf(one), nowOf(context));
      } else {
        unknown.add(one);
      }
    }
    Map<String, List<Run>> runs =
        stored.runsOf(tenantId, unknown.stream().map(Asked::evaluation).toList());
    for (Asked one : unknown) {
      place(one, runs.getOrDefault(idOf(one), List.of()), context, out);
    }
  }

  private void place(Asked asked, List<Run> runs, Context context, Collector<FoldItem> out)
      throws Exception {
    Evaluation evaluation = asked.evaluation();
    Optional<Run> run =
        PlacedEvaluation.runOf(evaluation, runs)
            .filter(found -> found.closed() || asked.attempt() >= OPEN_WILL_DO);
    if (run.isEmpty() && evaluation.about().isSomething() && asked.attempt() < LAST) {
      int next = asked.attempt() + 1;
      long wait = ASKED_AFTER_MILLIS.get(next) - ASKED_AFTER_MILLIS.get(asked.attempt());
      waiting.putOff(evaluation.evaluationId(), next, nowOf(context) + wait);
      return;
    }
    PlacedEvaluation placed =
        run.map(found -> PlacedEvaluation.of(evaluation, found))
            .orElseGet(() -> PlacedEvaluation.ofItself(evaluation));
    if (run.isPresent()) {
      counters.placed();
    } else if (placed.agent() != null) {
      counters.bySender();
    } else {
      counters.unplaced();
    }
    context.output(ROWS, StoreRows.evaluation(placed));
    placed.observation().map(FoldItem::of).ifPresent(out::collect);
    waiting.tell(evaluation.evaluationId(), nowOf(context));
  }

  /** At a full second, so that those of a second are asked for together. */
  private void scheduleBy(long dueMillis, Context context) throws Exception {
    long atMillis = Math.ceilDiv(Math.max(dueMillis, nowOf(context) + 1), SECOND) * SECOND;
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

  private static String idOf(Asked asked) {
    return asked.evaluation().evaluationId();
  }

  private static long nowOf(Context context) {
    return context.timerService().currentProcessingTime();
  }

  @Override
  public void close() {
    if (stored != null) {
      stored.close();
    }
  }
}
