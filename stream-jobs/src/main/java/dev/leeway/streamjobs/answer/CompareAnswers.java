package dev.leeway.streamjobs.answer;

import dev.leeway.signals.answer.AnswerMemory;
import dev.leeway.signals.catalogue.Answered;
import dev.leeway.streamjobs.edge.AnswerShard;
import dev.leeway.streamjobs.edge.FoldItem;
import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Gives answers, in the order in which runs close, to the {@link AnswerMemory} of their shard, and
 * what it says of them to the windows. A shard that had no answer for a day is forgotten.
 */
public final class CompareAnswers extends KeyedProcessFunction<AnswerShard, Answered, FoldItem> {
  private static final long serialVersionUID = 1L;
  private static final String OWN_TENANT = "__leeway";
  private static final long SILENCE_MILLIS = Duration.ofDays(1).toMillis();

  private static final ValueStateDescriptor<byte[]> ANSWERS =
      new ValueStateDescriptor<>("answers", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);
  private static final ValueStateDescriptor<Long> ANSWERED =
      new ValueStateDescriptor<>("answers-last", Types.LONG);

  // Made in open(), where Flink runs it: a function travels there without them.
  @SuppressWarnings("NullAway.Init")
  private transient ValueState<byte[]> answers;

  /** When the last one came; there is a timer while it is set. */
  @SuppressWarnings("NullAway.Init")
  private transient ValueState<Long> answered;

  @Override
  public void open(OpenContext context) {
    answers = getRuntimeContext().getState(ANSWERS);
    answered = getRuntimeContext().getState(ANSWERED);
  }

  @Override
  public void processElement(Answered answer, Context context, Collector<FoldItem> out)
      throws Exception {
    if (answer.tenantId().equals(OWN_TENANT)) {
      return;
    }
    byte[] bytes = answers.value();
    AnswerMemory memory = bytes == null ? AnswerMemory.empty() : AnswerMemory.over(bytes);
    out.collect(FoldItem.of(memory.take(answer)));
    answers.update(memory.bytes());
    long nowMillis = context.timerService().currentProcessingTime();
    if (answered.value() == null) {
      context.timerService().registerProcessingTimeTimer(nowMillis + SILENCE_MILLIS);
    }
    answered.update(nowMillis);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<FoldItem> out)
      throws Exception {
    Long last = answered.value();
    if (last != null && timestamp < last + SILENCE_MILLIS) {
      context.timerService().registerProcessingTimeTimer(last + SILENCE_MILLIS);
      return;
    }
    answers.clear();
    answered.clear();
  }
}
