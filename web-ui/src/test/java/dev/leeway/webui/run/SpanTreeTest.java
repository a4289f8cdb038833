package dev.leeway.webui.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.AgentSource;
import dev.leeway.signals.event.Convention;
import dev.leeway.signals.event.EventKind;
import dev.leeway.signals.event.Facts;
import dev.leeway.signals.event.ModelCall;
import dev.leeway.signals.event.SpanStatus;
import dev.leeway.signals.event.ToolCall;
import dev.leeway.signals.event.TraceId;
import dev.leeway.signals.event.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SpanTreeTest {
  @Test
  void childrenStandBelowTheirParentsByStart() {
    SpanTree tree = SpanTree.of(List.of(span(3, 1, 30), span(1, 0, 10), span(2, 1, 20)));
    assertThat(tree.roots())
        .containsExactly(
            new SpanNode(
                span(1, 0, 10),
                List.of(
                    new SpanNode(span(2, 1, 20), List.of()),
                    new SpanNode(span(3, 1, 30), List.of()))));
    assertThat(tree.startNanos()).isEqualTo(10);
    assertThat(tree.endNanos()).isEqualTo(35);
  }

  @Test
  void aSpanWhoseParentNeverCameStandsAtTheTop() {
    SpanTree tree = SpanTree.of(List.of(span(1, 0, 10), span(2, 99, 5)));
    assertThat(tree.roots()).extracting(node -> node.span().spanId()).containsExactly(2L, 1L);
  }

  @Test
  void spansThatAreEachOthersParentsAreNotLost() {
    SpanTree tree = SpanTree.of(List.of(span(1, 2, 10), span(2, 1, 20), span(3, 3, 30)));
    assertThat(tree.roots())
        .extracting(node -> node.span().spanId())
        .containsExactlyInAnyOrder(1L, 3L);
    assertThat(tree.roots())
        .filteredOn(n -> n.span().spanId() == 1)
        .first()
        .extracting(n -> n.children().size())
        .isEqualTo(1);
    assertThat(tree.size()).isEqualTo(3);
  }

  @Test
  void aChainOfTenThousandSpansIsNoDeepRecursion() {
    List<AgentEvent> chain = new ArrayList<>();
    for (int id = 1; id <= 10_000; id++) {
      chain.add(span(id, id - 1, id));
    }
    assertThat(SpanTree.of(chain).roots()).hasSize(1);
  }

  private static AgentEvent span(long id, long parent, long start) {
    return new AgentEvent(
        new AgentSource("default", "production", "shop", "", "", "shop", ""),
        new TraceId(0, 7),
        id,
        parent,
        "span " + id,
        EventKind.OTHER,
        "",
        Convention.UNKNOWN,
        "",
        start,
        start + 5,
        SpanStatus.OK,
        "",
        0,
        1,
        ModelCall.NONE,
        Usage.NONE,
        ToolCall.NONE,
        "",
        "",
        "",
        List.of(),
        0,
        0,
        Facts.NONE,
        Map.of(),
        Map.of());
  }
}
