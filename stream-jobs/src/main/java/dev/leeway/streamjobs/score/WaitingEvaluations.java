package dev.leeway.streamjobs.score;

import dev.leeway.signals.evaluation.Evaluation;
import dev.leeway.signals.evaluation.EvaluationCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * The evaluations of a tenant that wait for their run, and the ids of those that were told lately:
 * keyed state, empty again when nothing waits and what was told is forgotten. Not thread-safe.
 */
final class WaitingEvaluations {
  /** Of a tenant, those that wait and those that are remembered together. */
  static final int HELD_MAX = 100_000;

  static final long REMEMBERED_MILLIS = 600_000;

  /** What was told is looked through so often for what may be forgotten. */
  private static final long SWEEP_MILLIS = 60_000;

  private static final int ATTEMPTS_MAX = 16;

  private static final MapStateDescriptor<String, byte[]> WAITING =
      new MapStateDescriptor<>(
          "evaluations", Types.STRING, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);
  private static final MapStateDescriptor<String, Long> DUE =
      new MapStateDescriptor<>("evaluations-due", Types.STRING, Types.LONG);
  private static final MapStateDescriptor<String, Long> TOLD =
      new MapStateDescriptor<>("evaluations-told", Types.STRING, Types.LONG);
  private static final ValueStateDescriptor<Integer> HELD =
      new ValueStateDescriptor<>("evaluations-held", Types.INT);
  private static final ValueStateDescriptor<Long> SWEPT =
      new ValueStateDescriptor<>("evaluations-swept", Types.LONG);

  private final MapState<String, byte[]> waiting;

  /** When each is due, and the how many-th time: {@code due * ATTEMPTS_MAX + attempt}. */
  private final MapState<String, Long> due;

  /** Until when each is remembered. */
  private final MapState<String, Long> told;

  private final ValueState<Integer> held;
  private final ValueState<Long> swept;

  WaitingEvaluations(RuntimeContext context) {
    waiting = context.getMapState(WAITING);
    due = context.getMapState(DUE);
    told = context.getMapState(TOLD);
    held = context.getState(HELD);
    swept = context.getState(SWEPT);
  }

  /** One of which storage is asked, for the so many-th time. */
  record Asked(Evaluation evaluation, int attempt) {}

  /** Whether it waits, or was told lately. */
  boolean knows(String id) throws Exception {
    return waiting.contains(id) || told.contains(id);
  }

  boolean full() throws Exception {
    return held() >= HELD_MAX;
  }

  void add(Evaluation evaluation, long dueMillis) throws Exception {
    held.update(held() + 1);
    waiting.put(evaluation.evaluationId(), EvaluationCodec.encode(evaluation));
    putOff(evaluation.evaluationId(), 0, dueMillis);
  }

  void putOff(String id, int attempt, long dueMillis) throws Exception {
    due.put(id, dueMillis * ATTEMPTS_MAX + attempt);
  }

  /** By id: what is told must not depend on the order of a hash map. */
  List<Asked> dueBy(long nowMillis) throws Exception {
    Map<String, Integer> ids = new TreeMap<>();
    for (Map.Entry<String, Long> one : due.entries()) {
      if (one.getValue() / ATTEMPTS_MAX <= nowMillis) {
        ids.put(one.getKey(), (int) (one.getValue() % ATTEMPTS_MAX));
      }
    }
    List<Asked> asked = new ArrayList<>(ids.size());
    for (Map.Entry<String, Integer> one : ids.entrySet()) {
      asked.add(new Asked(EvaluationCodec.decode(waiting.get(one.getKey())), one.getValue()));
    }
    return asked;
  }

  /** It waits no more; of one that never did nothing is kept. */
  void tell(String id, long nowMillis) throws Exception {
    if (waiting.contains(id)) {
      waiting.remove(id);
      due.remove(id);
      told.put(id, nowMillis + REMEMBERED_MILLIS);
    }
  }

  /** Forgets what was told long ago. */
  void sweep(long nowMillis) throws Exception {
    Long last = swept.value();
    if (last != null && nowMillis < last + SWEEP_MILLIS) {
      return;
    }
    List<String> over = new ArrayList<>();
    for (Map.Entry<String, Long> one : told.entries()) {
      if (one.getValue() <= nowMillis) {
        over.add(one.getKey());
      }
    }
    for (String id : over) {
      told.remove(id);
    }
    int left = held() - over.size();
    if (left > 0) {
      held.update(left);
      swept.update(nowMillis);
    } else {
      held.clear();
      swept.clear();
    }
  }

  /** When there is something to do again; {@link Long#MAX_VALUE} when nothing is held. */
  long nextMillis(long nowMillis) throws Exception {
    if (held() == 0) {
      return Long.MAX_VALUE;
    }
    long next = nowMillis + SWEEP_MILLIS;
    for (long one : due.values()) {
      next = Math.min(next, one / ATTEMPTS_MAX);
    }
    return next;
  }

  private int held() throws Exception {
    Integer count = held.value();
    return count == null ? 0 : count;
  }
}
