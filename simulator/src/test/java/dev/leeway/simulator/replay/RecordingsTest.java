package dev.leeway.simulator.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.testkit.RecordedData;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The real recordings; the counts are those that their publishers state. */
final class RecordingsTest {

  @Test
  void azureConversationHourHas19366Requests() throws Exception {
    var source = AzureLlmSource.read(List.of(RecordedData.require("azure-llm-2023")), "azure");
    assertThat(source.traces().count()).isEqualTo(19_366);
  }

  @Test
  void mooncakeHas16024Requests() throws Exception {
    var source = MooncakeSource.read(List.of(RecordedData.require("mooncake")), "mooncake");
    assertThat(source.traces().count()).isEqualTo(12_031 + 3_993);
  }

  @Test
  void tauBenchHas100RunsWithTheirModelAndToolCalls() throws Exception {
    var source = ChatSource.read(List.of(RecordedData.require("tau-bench")), "airline");
    List<String> names =
        source.traces().flatMap(trace -> trace.spans().stream()).map(Span::getName).toList();
    assertThat(names).filteredOn(name -> name.startsWith("invoke_agent")).hasSize(100);
    assertThat(names).filteredOn(name -> name.equals("chat")).hasSize(1229);
    assertThat(names).filteredOn(name -> name.startsWith("execute_tool")).hasSize(572);
  }

  /** One entry of the multi-agent file is a table of step counts, not a trajectory. */
  @Test
  void agentRxTrajectoriesAreReadFromBothLayouts() throws Exception {
    var source = ChatSource.read(List.of(RecordedData.require("agentrx")), "agentrx");
    assertThat(source.traces().count()).isEqualTo(100 + 58);
  }

  @Test
  void otlpCapturesAreReadInTheOrderOfTheirIndex() throws Exception {
    var files = OtlpFiles.read(List.of(RecordedData.require("otlp-captures/otel-java-plain-http")));
    assertThat(files.bodies()).hasSize(39);
    assertThat(files.bodies().stream().mapToLong(OtlpBody::items).sum()).isPositive();
  }

  @Test
  void servegenThinnedToAThousandthKeepsEachClientsShare() throws Exception {
    Sampling thin = new Sampling(1e-4, 0, 1);
    var source = ServegenSource.read(List.of(RecordedData.require("servegen")), "servegen", thin);
    long requests = source.traces().limit(50_000).count();
    assertThat(requests).isGreaterThan(10_000);
  }
}
