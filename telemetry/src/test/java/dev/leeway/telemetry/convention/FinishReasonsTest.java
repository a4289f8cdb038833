package dev.leeway.telemetry.convention;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FinishReasonsTest {
  @ParameterizedTest
  @CsvSource({
    "stop,stop",
    "STOP,stop",
    "end_turn,stop",
    "endTurn,stop",
    "stop_sequence,stop",
    "length,length",
    "MAX_TOKENS,length",
    "max_output_tokens,length",
    "tool_calls,tool_call",
    "tool_call,tool_call",
    "tool-calls,tool_call",
    "TOOL_CALLS,tool_call",
    "TOOL_EXECUTION,tool_call",
    "tool_use,tool_call",
    "toolUse,tool_call",
    "function_call,tool_call",
    "content_filter,content_filter",
    "content-filter,content_filter",
    "contentFiltered,content_filter",
    "SAFETY,content_filter",
    "refusal,refusal",
    "error,error",
    "compaction,compaction",
    "something_new,other"
  })
  void everySpellingHasItsPlace(String raw, String normalised) {
    assertThat(FinishReasons.parse(raw)).containsExactly(normalised);
  }

  @Test
  void arraysMayBeJsonOrBracketedWordsOrEmpty() {
    assertThat(FinishReasons.parse("[\"stop\",\"length\"]")).isEqualTo(List.of("stop", "length"));
    assertThat(FinishReasons.parse("[stop, length]")).isEqualTo(List.of("stop", "length"));
    assertThat(FinishReasons.parse("\"stop\"")).isEqualTo(List.of("stop"));
    assertThat(FinishReasons.parse("[]")).isEmpty();
    assertThat(FinishReasons.parse("")).isEmpty();
    assertThat(FinishReasons.parse("[null]")).isEmpty();
  }

  @Test
  void aHostileListIsCut() {
    assertThat(FinishReasons.parse("[" + "stop,".repeat(10_000) + "stop]")).hasSize(16);
  }
}
