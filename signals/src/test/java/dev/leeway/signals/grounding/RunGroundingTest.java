package dev.leeway.signals.grounding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.leeway.signals.event.Content;
import dev.leeway.signals.event.ContentRef;
import dev.leeway.signals.event.ContentRole;
import dev.leeway.signals.event.EventKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RunGroundingTest {
  private static final GroundingLimits LIMITS = GroundingLimits.defaults();
  private final GroundingReader reader = new GroundingReader(LIMITS);

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void neitherOrderNorSplitNorRepetitionMatters(long seed) {
    List<Consumer<RunGrounding>> texts = texts();
    RunGrounding once = new RunGrounding(LIMITS);
    texts.forEach(text -> text.accept(once));

    List<Consumer<RunGrounding>> shuffled = new ArrayList<>(texts);
    shuffled.addAll(texts.subList(0, 3));
    Collections.shuffle(shuffled, new Random(seed));
    List<RunGrounding> parts = List.of(new RunGrounding(LIMITS), new RunGrounding(LIMITS));
    for (int i = 0; i < shuffled.size(); i++) {
      shuffled.get(i).accept(parts.get(i % 2));
    }
    RunGrounding merged = RunGrounding.of(LIMITS, parts.get(1).bytes()).merge(parts.get(0));

    assertThat(merged.bytes()).isEqualTo(once.bytes());
    assertThat(merged.result()).isEqualTo(once.result());
  }

  /** More than is kept of everything, so that the policies of overflow are in it. */
  private List<Consumer<RunGrounding>> texts() {
    List<Consumer<RunGrounding>> texts = new ArrayList<>();
    for (int i = 1; i <= 24; i++) {
      int at = i;
      texts.add(run ->
          reader.evidence(run, EvidenceRole.TOOL_RESULT, at, 100L * at, numbers(at, 60, 60)));
      texts.add(run -> reader.answer(run, 1_000 + at, 100L * at, numbers(at * 3, 12, 4)));
      texts.add(run ->
          reader.toolCall(
              run,
              2_000 + at,
              100L * at + 50,
              "get",
              "{\"id\": \"K" + at % 10 + "99\"}",
              at % 3 == 0 ? CallEnd.TAKEN : CallEnd.REFUSED));
    }
    texts.add(run -> reader.evidence(run, EvidenceRole.USER, 7, 5, "Where is K1299 of Ann Bee?"));
    return texts;
  }

  private static String numbers(int from, int values, int words) {
    StringBuilder text = new StringBuilder("{\"list\": [");
    for (int i = 0; i < values; i++) {
      text.append(from * 1_000 + i).append(", ");
    }
    text.append("\"");
    for (int i = 0; i < words; i++) {
      text.append("w").append(Integer.toString(from * 100 + i, 36).replaceAll("\\d", "x"));
      text.append(' ');
    }
    return text.append("\"]}").toString();
  }

  @Test
  void stateIsBoundedWhateverComes() {
    RunGrounding run = new RunGrounding(LIMITS);
    for (int i = 0; i < 200; i++) {
      reader.evidence(run, EvidenceRole.TOOL_RESULT, i + 1, i, numbers(i, 200, 200));
      reader.answer(run, i + 1, i, numbers(i * 7, 100, 100));
      reader.toolCall(run, i + 1, i, "get", numbers(i, 50, 1), CallEnd.TAKEN);
    }
    assertThat(run.hashes()).isLessThanOrEqualTo(2_048);
    assertThat(run.bytes().length).isLessThan(36 * 1_024);
    assertThat(run.result().overflowed()).isTrue();
    assertThat(run.result().dropped()).isTrue();
  }

  @Test
  void whatOverflowsIsUndecidedAndNeverUnsupported() {
    RunGrounding run = new RunGrounding(LIMITS);
    StringBuilder codes = new StringBuilder();
    for (int i = 0; i < 5_000; i++) {
      codes.append("CODE").append(i).append('\n');
    }
    reader.evidence(run, EvidenceRole.DOCUMENT, 1, 1, codes.toString());
    StringBuilder answer = new StringBuilder();
    for (int i = 0; i < 60; i++) {
      answer.append("CODE").append(i * 80).append(", ").append("FAKE").append(i).append(", ");
    }
    reader.answer(run, 2, 2, answer.toString());
    GroundingResult result = run.result();
    assertThat(result.unsupported()).isLessThanOrEqualTo(60);
    assertThat(result.claims())
        .filteredOn(claim -> answer.substring(claim.start(), claim.end()).startsWith("CODE"))
        .extracting(CheckedClaim::verdict)
        .containsOnly(Verdict.SUPPORTED, Verdict.UNDECIDED);
    assertThat(result.claims())
        .filteredOn(claim -> answer.substring(claim.start(), claim.end()).startsWith("FAKE"))
        .extracting(CheckedClaim::verdict)
        .containsOnly(Verdict.UNSUPPORTED, Verdict.UNDECIDED);
    // The sample is fair: half of what can be told is there.
    assertThat(result.score().orElseThrow()).isBetween(0.2, 0.8);
  }

  @Test
  void aCutTextMakesWhatIsMissingUndecided() {
    GroundingLimits small = new GroundingLimits(20, 768, 896, 384, 256, 192, 16, 128, 96);
    GroundingReader short20 = new GroundingReader(small);
    RunGrounding run = new RunGrounding(small);
    short20.evidence(run, EvidenceRole.DOCUMENT, 1, 1, "code AB1234 and then much more");
    short20.answer(run, 2, 2, "It is AB1234 or C");
    short20.answer(run, 2, 3, "It is CD9876 or D");
    assertThat(run.result().claims())
        .extracting(CheckedClaim::verdict)
        .containsExactly(Verdict.SUPPORTED, Verdict.UNDECIDED);
    assertThat(run.result().truncated()).isTrue();
  }

  @Test
  void hostileTextsCostNoMoreThanOthers() {
    RunGrounding run = new RunGrounding(LIMITS);
    for (String hostile :
        new String[] {
          "7".repeat(1_000_000),
          "1,".repeat(500_000),
          "1.".repeat(500_000),
          "a@".repeat(500_000),
          "a.".repeat(500_000),
          "“".repeat(1_000_000),
          "{\"a\":".repeat(200_000),
          "[".repeat(1_000_000),
          "-_".repeat(500_000),
          "http://".repeat(140_000),
          "Aa ".repeat(333_000),
          "\\u0000\"".repeat(100_000),
          "{\"" + "\\".repeat(1_000_000),
          "NaN Infinity -1e999 1e22 " + "9".repeat(300) + ".9",
        }) {
      reader.evidence(run, EvidenceRole.TOOL_RESULT, 1, 1, hostile);
      reader.toolCall(run, 2, 2, hostile, hostile, CallEnd.TAKEN);
      reader.answer(run, 3, 3, hostile);
      reader.span(run, 4, EventKind.LLM, "", 1, 2, List.of(output(hostile), input(hostile)));
    }
    assertThat(run.hashes()).isLessThanOrEqualTo(2_048);
    assertThat(run.result()).isNotNull();
    assertThat(RunGrounding.of(LIMITS, run.bytes()).bytes()).isEqualTo(run.bytes());
  }

  @Test
  void brokenBytesAreRefusedInWords() {
    RunGrounding run = new RunGrounding(LIMITS);
    reader.evidence(run, EvidenceRole.TOOL_RESULT, 1, 1, "{\"total\": 54.04}");
    reader.answer(run, 2, 2, "It is $54.04.");
    byte[] bytes = run.bytes();
    byte[] other = bytes.clone();
    other[0] = 9;
    assertThatThrownBy(() -> RunGrounding.of(LIMITS, other))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("run grounding bytes: expected a version from 1 to 2, came 9");
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> RunGrounding.of(LIMITS, cut))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  /** The stored bytes of each version, which stay readable for ever and mean the same. */
  @Test
  void bytesOfEachVersionStayReadable() throws IOException {
    GroundingFixture run =
        new GroundingFixture()
            .user("Where is order W1234567 of Ann Bee, due May 20?")
            .call("get_order", "{\"id\": \"W1234567\", \"depth\": 42}")
            .tool("{\"total\": 54.04, \"eta\": \"2024-05-20T14:30:00\", \"mail\": \"a@b.example\"}")
            .answer("I have updated W1234567: total: €45.04, 12% off, 2:30 PM, for Ann Bee.");
    assertThat(HexFormat.of().formatHex(run.run().bytes())).isEqualTo(golden(2));
    for (int version = 1; version <= 2; version++) {
      assertThat(RunGrounding.of(LIMITS, HexFormat.of().parseHex(golden(version))).result())
          .isEqualTo(run.result());
    }
  }

  private static String golden(int version) throws IOException {
    String name = "run-grounding-v" + version + ".hex";
    try (InputStream file = RunGroundingTest.class.getResourceAsStream(name)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8).strip();
    }
  }

  @Test
  void readsTheMessagesOfASpan() {
    RunGrounding run = new RunGrounding(LIMITS);
    reader.span(
        run,
        11,
        EventKind.LLM,
        "",
        1_000,
        2_000,
        List.of(
            input(
                """
                [{"role":"user","parts":[{"type":"text","content":"Where is W1234567?\\nThanks"}]},
                 {"role":"assistant","parts":[{"type":"text","content":"Order W0000001?"},
                  {"type":"tool_call","id":"c1","name":"get_order","arguments":{"id":"W1234567"}}]},
                 {"role":"tool","parts":[{"type":"tool_call_response","id":"c1",
                  "response":{"eta":"2024-05-20","note":"left \\"Leipzig\\""}}]}]
                """),
            output(
                """
                [{"role":"assistant","finish_reason":"stop","parts":[{"type":"text",
                  "content":"W1234567 comes on May 20, not W0000001."}]}]
                """)));
    assertThat(run.result().claims())
        .extracting(CheckedClaim::spanId, CheckedClaim::verdict)
        .containsExactly(
            tuple(11L, Verdict.SUPPORTED),
            tuple(11L, Verdict.SUPPORTED),
            tuple(11L, Verdict.UNSUPPORTED));
  }

  @Test
  void oneAnswerToldByTwoSpansCountsOnce() {
    RunGrounding run = new RunGrounding(LIMITS);
    reader.evidence(run, EvidenceRole.TOOL_RESULT, 1, 1, "{\"total\": 54.04}");
    reader.answer(run, 2, 2, "It is $54.04 in total.");
    reader.answer(run, 3, 3, "It is $54.04 in total.");
    assertThat(run.result().claims()).hasSize(1);
  }

  @Test
  void aToolSpanIsACallWithItsResult() {
    RunGrounding run = new RunGrounding(LIMITS);
    reader.evidence(run, EvidenceRole.USER, 1, 500, "Refund order W1234567 please");
    reader.span(
        run,
        12,
        EventKind.TOOL,
        "refund_order",
        1_000,
        2_000,
        List.of(
            content(ContentRole.TOOL_ARGUMENTS, "{\"id\":\"W1234567\",\"item\":\"X99887\"}"),
            content(ContentRole.TOOL_RESULT, "{\"amount\": 12.34}")));
    reader.answer(run, 13, 3_000, "I have refunded $12.34 to your card.");
    GroundingResult result = run.result();
    assertThat(result.ungroundedArguments()).isEqualTo(1);
    assertThat(result.actions()).extracting(ClaimedAction::matched).containsExactly(true);
    assertThat(result.unsupported()).isZero();
  }

  @Test
  void onlyAnErrorThatTheToolGaveBackIsARefusal() {
    assertThat(argumentsOf("{\"amount\": 12.34}")).hasSize(1);
    assertThat(argumentsOf("Error: no such item")).isEmpty();
    // Ordered perhaps, all the same.
    assertThat(argumentsOf("Error: request timed out after 30 s")).hasSize(1);
  }

  private List<CheckedClaim> argumentsOf(String result) {
    RunGrounding run = new RunGrounding(LIMITS);
    reader.evidence(run, EvidenceRole.USER, 1, 500, "Refund my order please");
    reader.span(
        run,
        12,
        EventKind.TOOL,
        "refund_order",
        1_000,
        2_000,
        List.of(
            content(ContentRole.TOOL_ARGUMENTS, "{\"item\":\"X99887\"}"),
            content(ContentRole.TOOL_RESULT, result)));
    return run.result().arguments();
  }

  private static Content input(String text) {
    return content(ContentRole.INPUT_MESSAGES, text);
  }

  private static Content output(String text) {
    return content(ContentRole.OUTPUT_MESSAGES, text);
  }

  private static Content content(ContentRole role, String text) {
    return new Content(new ContentRef(role, "0".repeat(32), text.length()), text);
  }
}
