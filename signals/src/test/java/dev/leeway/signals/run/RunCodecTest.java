package dev.leeway.signals.run;

import static dev.leeway.signals.event.SpanFixture.agent;
import static dev.leeway.signals.event.SpanFixture.llm;
import static dev.leeway.signals.event.SpanFixture.tool;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.SpanFixture;
import dev.leeway.signals.event.SpanStatus;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class RunCodecTest {
  private static final AgentEvent ROOT = agent(1).event();

  private static final Run RUN =
      new Run(
          ROOT.source(),
          ROOT.traceId(),
          ROOT.spanId(),
          9,
          false,
          "invoke_agent shop-assistant",
          ROOT.startNanos(),
          2_000_000_000L,
          SpanStatus.ERROR,
          RunOutcome.TIMEOUT,
          "TimeoutError",
          "conv-1",
          "u-7",
          4,
          2,
          1,
          3,
          400,
          50,
          0.75,
          0.5,
          Map.of("run.duration", 2000.0, "cost.run", 0.75),
          Map.of("tool", "search\ntrack", "model", "gpt-5-mini"),
          RunFlag.CUT.bit());

  private static final Run SHAPED =
      RUN.with(Map.of("contract.shape", "json {price: number}", "contract.format", "JSON"));

  @Test
  void versionTwoIsReadAndWrittenAsEver() throws IOException {
    List<String> golden = golden("run-v2.hex");

    assertThat(golden)
        .containsExactly(
            HexFormat.of().formatHex(RunCodec.encode(SHAPED)),
            HexFormat.of().formatHex(RunCodec.encode(RUN.withdrawn(11))));
    assertThat(golden.stream().map(HexFormat.of()::parseHex).map(RunCodec::decode))
        .containsExactly(SHAPED, RUN.withdrawn(11));
  }

  @Test
  void versionOneIsReadAsARunWithoutCategories() throws IOException {
    assertThat(golden("run-v1.hex").stream().map(HexFormat.of()::parseHex).map(RunCodec::decode))
        .containsExactly(RUN, RUN.withdrawn(11));
  }

  private static List<String> golden(String name) throws IOException {
    try (InputStream file = RunCodecTest.class.getResourceAsStream(name)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  @Test
  void anUnknownVersionIsRefusedByName() {
    byte[] bytes = RunCodec.encode(RUN);
    bytes[0] = 3;
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RunCodec.decode(bytes))
        .withMessage("run bytes: expected version 2, came 3");
  }

  @Test
  void bytesCutShortAnywhereAreRefused() {
    byte[] bytes = RunCodec.encode(RUN);
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatIllegalArgumentException().isThrownBy(() -> RunCodec.decode(cut));
    }
  }

  @Test
  void anAssembledRunComesBack() {
    Run run =
        TraceFixture.run(
            agent(1), llm(2).under(1).tokens(1, 2), tool(3, "search").under(1).failed("504"));
    assertThat(RunCodec.decode(RunCodec.encode(run))).isEqualTo(run);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void everyAssembledRunComesBack(long seed) {
    List<AgentEvent> events = RandomTrace.of(new SplittableRandom(seed));
    long clock = SpanFixture.START_MILLIS + seed * 2_000;
    for (Run run : TraceFixture.ASSEMBLY.assemble(events, clock).runs()) {
      assertThat(RunCodec.decode(RunCodec.encode(run))).isEqualTo(run);
    }
  }

  static LongStream seeds() {
    return LongStream.range(0, 20);
  }
}
