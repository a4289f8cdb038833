package dev.leeway.webui.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class ScoreReaderTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final String TRACE = "0102030405060708090a0b0c0d0e0f10";

  @Test
  void aScoreIsInTheAttributesThatEveryCarrierHas() {
    List<Score> scores =
        read(
            """
            {'id': 's-1', 'trace_id': '%s', 'run_id': '1112131415161718', 'name': 'faithfulness',
             'value': 0.75, 'label': 'pass', 'comment': 'ok', 'at': '2026-11-22T09:00:00Z',
             'rater': 'evaluator', 'agent': 'shop', 'environment': 'production'}
            """
                .formatted(TRACE.toUpperCase(java.util.Locale.ROOT)));
    Score score = scores.getFirst();
    assertThat(score.traceId()).isEqualTo(TRACE);
    assertThat(score.spanId()).isEqualTo("1112131415161718");
    assertThat(score.at()).isEqualTo(Instant.parse("2026-11-22T09:00:00Z"));
    assertThat(score.attributes())
        .containsEntry("leeway.evaluation.id", "s-1")
        .containsEntry("leeway.evaluation.rater", "evaluator")
        .containsEntry("gen_ai.evaluation.name", "faithfulness")
        .containsEntry("gen_ai.evaluation.score.value", "0.75")
        .containsEntry("gen_ai.evaluation.score.label", "pass")
        .containsEntry("gen_ai.evaluation.explanation", "ok")
        .containsEntry("gen_ai.agent.name", "shop")
        .containsEntry("deployment.environment.name", "production");
    JsonNode record =
        ScoreIntake.records(scores).otlp().at("/resourceLogs/0/scopeLogs/0/logRecords/0");
    assertThat(record.path("traceId").stringValue()).isEqualTo(TRACE);
    assertThat(record.path("eventName").stringValue()).isEqualTo("gen_ai.evaluation.result");
    assertThat(record.path("timeUnixNano").stringValue()).isEqualTo("1795338000000000000");
  }

  @Test
  void whatIsLeftOutIsMadeUp() {
    List<Score> scores =
        read(
            """
            [{'conversation_id': 'c', 'name': 'user_feedback', 'value': true},
             {'response_id': 'r', 'name': 'user_feedback', 'label': 'up', 'trace_id': null}]
            """);
    assertThat(scores).extracting(Score::id).containsExactly("made-1", "made-2");
    assertThat(scores).extracting(Score::at).containsOnly(NOW);
    assertThat(scores.getFirst().attributes())
        .containsEntry("gen_ai.evaluation.score.value", "1")
        .containsEntry("gen_ai.conversation.id", "c")
        .doesNotContainKey("leeway.evaluation.rater");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "7 | score: expected a score as JSON object, came 7",
        "{} | score: expected text as name: what was judged, came nothing",
        "{'name': 'x', 'agent': 'a'} | score: expected a value or a label, came neither",
        "{'name': 'x', 'value': '1'} | score: expected a finite number, true or false as value",
        "{'name': 'x', 'value': 1e999, 'agent': 'a'} | score: expected a finite number",
        "{'name': 'x', 'value': 1} | score: expected trace_id, response_id, conversation_id or",
        "{'name': 'x', 'value': 1, 'agent': 'a', 'run_id': '1112131415161718'} | run_id alone",
        "{'name': 'x', 'value': 1, 'trace_id': 'abc'} | 32 hexadecimal digits",
        "{'name': 'x', 'score': 1} | came 'score'",
        "{'name': 'x', 'value': 1, 'agent': 'a', 'rater': 'me'} | 'user' or 'evaluator' as rater",
        "{'name': 'x', 'value': 1, 'agent': 'a', 'at': 'now'} | an instant such as",
        "{'name': 'x', 'value': 1, 'agent': 'a', 'at': '2036-01-01T00:00:00Z'} | the last 400 days",
        "[{'name': 'x', 'value': 1, 'agent': 'a'}, {'name': 5}] | score 1: expected text as name",
        "[{'id': 'i', 'name': 'x', 'value': 1, 'agent': 'a'}, {'id': 'i', 'name': 'x', 'value': 1, 'agent': 'a'}] | came 'i' again"
      })
  void aFaultIsToldWithWhatWasExpectedAndWhatCame(String body, String says) {
    assertThatIllegalArgumentException().isThrownBy(() -> read(body)).withMessageContaining(says);
  }

  @Test
  void aRequestHoldsAtMostAThousand() {
    String one = "{'name': 'x', 'value': 1, 'agent': 'a'}";
    assertThat(read("[" + (one + ",").repeat(999) + one + "]")).hasSize(1_000);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read("[" + (one + ",").repeat(1_000) + one + "]"))
        .withMessageContaining("came 1001");
  }

  private static List<Score> read(String body) {
    int[] made = new int[1];
    return new ScoreReader(NOW, () -> "made-" + ++made[0])
        .read(JsonMapper.shared().readTree(body.replace('\'', '"')));
  }
}
