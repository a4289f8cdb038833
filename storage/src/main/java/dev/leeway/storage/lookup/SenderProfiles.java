package dev.leeway.storage.lookup;

import dev.leeway.signals.event.EventFlag;
import dev.leeway.storage.http.ClickHouseClient;
import dev.leeway.storage.row.RowReader;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads what senders fill in and what they leave out, of the whole installation but its canary.
 * Thread-safe; a call reads a few narrow columns of all spans since a time.
 */
public final class SenderProfiles {
  /** Senders that one call gives, those with most spans first. */
  public static final int SENDERS_MAX = 500;

  private final ClickHouseClient clickHouse;

  public SenderProfiles(ClickHouseClient clickHouse) {
    this.clickHouse = clickHouse;
  }

  /** Those whose spans the broker took at that time or later. */
  public List<SenderProfile> since(Instant from) {
    RowReader in =
        new RowReader(
            clickHouse.query(
                """
                WITH
                    status = 'ERROR' OR error_type != '' OR http_status >= 400 AS failed,
                    kind = 'LLM' AND NOT failed AS llm,
                    input_tokens IS NOT NULL AND output_tokens IS NOT NULL AS usage,
                    ttft_ns IS NOT NULL AS ttft,
                    llm AND (ttft OR arrayExists(
                        key -> lower(attributes[key]) = 'true',
                        ['gen_ai.request.stream', 'gen_ai.is_streaming', 'llm.is_streaming',
                         'gen_ai.request.streaming', 'langsmith.request.streaming',
                         'spring.ai.chat.client.stream'])) AS streamed
                SELECT toString(tenant_id), toString(service_name), toString(agent_name),
                    toString(convention),
                    toInt64(count()),
                    CAST(sumMap(map(toString(kind), toFloat64(1))) AS Map(String, Float64)),
                    toInt64(countIf(failed)),
                    toInt64(uniq(trace_id)),
                    toInt64(uniqIf(trace_id, conversation_id != '')),
                    toInt64(countIf(agent_version != '' OR service_version != '')),
                    toInt64(countIf(llm)),
                    toInt64(countIf(llm AND usage)),
                    toInt64(countIf(llm AND (model_requested != '' OR model_served != ''))),
                    toInt64(countIf(llm AND ttft)),
                    toInt64(countIf(llm AND (arrayExists(
                        role -> role IN ('INPUT_MESSAGES', 'OUTPUT_MESSAGES'), content_roles)
                        OR (tenant_id, trace_id, span_id) IN (
                            SELECT tenant_id, trace_id, parent_span_id FROM span_supplements
                            WHERE notEmpty(content_roles)
                              AND bitAnd(flags, %d) = 0
                              AND append_time >= fromUnixTimestamp64Milli(toInt64(%d), 'UTC'))))),
                    toInt64(countIf(streamed)),
                    toInt64(countIf(streamed AND usage)),
                    toInt64(countIf(streamed AND ttft)),
                    toInt64(countIf(kind = 'TOOL')),
                    toInt64(countIf(kind = 'TOOL' AND arrayExists(
                        role -> role IN ('TOOL_ARGUMENTS', 'TOOL_RESULT'), content_roles))),
                    toInt64(countIf(bitAnd(flags, %d) != 0)),
                    toInt64(countIf(bitAnd(flags, %d) != 0)),
                    toInt64(countIf(bitAnd(flags, %d) != 0)),
                    toInt64(countIf(bitAnd(flags, %d) != 0))
                FROM agent_events
                WHERE append_time >= fromUnixTimestamp64Milli(toInt64(%d), 'UTC')
                  AND tenant_id != '__leeway'
                  AND (bitAnd(flags, %d) = 0 OR (tenant_id, trace_id, span_id) NOT IN (
                      SELECT tenant_id, trace_id, span_id FROM span_supplements
                      WHERE bitAnd(flags, %d) != 0
                        AND append_time >= fromUnixTimestamp64Milli(toInt64(%d), 'UTC')))
                GROUP BY tenant_id, service_name, agent_name, convention
                ORDER BY count() DESC, service_name, agent_name, convention
                LIMIT %d
                FORMAT RowBinary
                """
                    .formatted(
                        // Whose parent is what they describe, and what still stands.
                        EventFlag.WRITTEN_WITHIN.bit() | EventFlag.TAKEN_BACK.bit(),
                        from.toEpochMilli(),
                        EventFlag.END_MISSING.bit(),
                        EventFlag.END_BEFORE_START.bit()
                            | EventFlag.IN_FUTURE.bit()
                            | EventFlag.TOO_OLD.bit(),
                        EventFlag.TRUNCATED.bit(),
                        EventFlag.INVALID_UTF8.bit(),
                        from.toEpochMilli(),
                        EventFlag.SUPPLEMENT.bit(),
                        EventFlag.TAKEN_BACK.bit(),
                        from.toEpochMilli(),
                        SENDERS_MAX)));
    return in.rows(() -> profile(in));
  }

  /** What was set aside since a time, by reason. */
  public Map<String, Long> deadLettersSince(Instant from) {
    RowReader in =
        new RowReader(
            clickHouse.query(
                """
                SELECT toString(reason), toInt64(count())
                FROM dead_letters
                WHERE failed_at >= fromUnixTimestamp64Milli(toInt64(%d), 'UTC')
                GROUP BY reason
                LIMIT 100
                FORMAT RowBinary
                """
                    .formatted(from.toEpochMilli())));
    Map<String, Long> letters = new TreeMap<>();
    while (in.hasNext()) {
      letters.put(in.text(), in.int64());
    }
    return letters;
  }

  private static SenderProfile profile(RowReader in) {
    return new SenderProfile(
        in.text(),
        in.text(),
        in.text(),
        in.text(),
        in.int64(),
        in.numberMap(),
        in.int64(),
        in.int64(),
        in.int64(),
        in.int64(),
        new SenderProfile.LlmCalls(
            in.int64(),
            in.int64(),
            in.int64(),
            in.int64(),
            in.int64(),
            in.int64(),
            in.int64(),
            in.int64()),
        in.int64(),
        in.int64(),
        new SenderProfile.Oddities(in.int64(), in.int64(), in.int64(), in.int64()));
  }
}
