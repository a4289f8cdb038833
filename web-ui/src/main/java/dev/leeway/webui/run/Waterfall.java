package dev.leeway.webui.run;

import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.treegrid.TreeGrid;
import com.vaadin.flow.data.provider.hierarchy.TreeData;
import com.vaadin.flow.data.provider.hierarchy.TreeDataProvider;
import com.vaadin.flow.data.renderer.LitRenderer;
import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.EventKind;
import dev.leeway.signals.event.SpanStatus;
import dev.leeway.webui.words.Unit;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The spans of a trace as a tree with bars over time. Names are rendered as text only. */
final class Waterfall extends TreeGrid<AgentEvent> {
  private static final double BAR_PERCENT_MIN = 0.4;
  private static final double LABEL_PERCENT = 22;

  private final Map<Long, AgentEvent> byId = new HashMap<>();
  private final Consumer<AgentEvent> selected;
  private long startNanos;
  private long lengthNanos = 1;

  Waterfall(Consumer<AgentEvent> selected) {
    this.selected = selected;
    addClassName("lw-waterfall");
    addThemeVariants(GridVariant.LUMO_COMPACT, GridVariant.LUMO_NO_BORDER);
    addHierarchyColumn(Waterfall::title)
        .setHeader("Span")
        .setSortable(false)
        .setFlexGrow(2)
        .setResizable(true);
    addColumn(bar()).setHeader("Time").setFlexGrow(3).setSortable(false);
    addColumn(Waterfall::measure).setHeader("Tokens").setFlexGrow(0).setWidth("9em");
    setPartNameGenerator(Waterfall::part);
    setSelectionMode(SelectionMode.SINGLE);
    addSelectionListener(event -> {
      if (event.isFromClient()) {
        event.getFirstSelectedItem().ifPresent(selected);
      }
    });
  }

  /**
   * Shows a tree, opened as far as it is not large, with a span selected: the given one, else the
   * first that has text to read, else the root.
   */
  void show(SpanTree tree, long spanId) {
    byId.clear();
    startNanos = tree.startNanos();
    lengthNanos = Math.max(1, tree.endNanos() - tree.startNanos());
    TreeData<AgentEvent> data = new TreeData<>();
    tree.roots().forEach(root -> add(data, root));
    setDataProvider(new TreeDataProvider<>(data));
    expandRecursively(data.getRootItems(), tree.size() > 500 ? 1 : 50);
    Optional.ofNullable(byId.get(spanId))
        .or(this::firstWithContents)
        .or(() -> data.getRootItems().stream().findFirst())
        .ifPresent(span -> {
          select(span);
          selected.accept(span);
        });
  }

  private Optional<AgentEvent> firstWithContents() {
    return byId.values().stream()
        .filter(span -> !span.contents().isEmpty())
        .min(Comparator.comparingLong(AgentEvent::startNanos));
  }

  private void add(TreeData<AgentEvent> data, SpanNode root) {
    ArrayDeque<Map.Entry<Optional<AgentEvent>, SpanNode>> open = new ArrayDeque<>();
    open.add(Map.entry(Optional.empty(), root));
    while (!open.isEmpty()) {
      Map.Entry<Optional<AgentEvent>, SpanNode> next = open.poll();
      AgentEvent span = next.getValue().span();
      byId.put(span.spanId(), span);
      data.addItem(next.getKey().orElse(null), span);
      List<SpanNode> children = next.getValue().children();
      children.forEach(child -> open.add(Map.entry(Optional.of(span), child)));
    }
  }

  private LitRenderer<AgentEvent> bar() {
    return LitRenderer.<AgentEvent>of(
            """
            <div class="lw-span ${item.kind} ${item.state}">
              <i style="left:${item.left}%;width:${item.width}%"></i>
              <b class="${item.side}" style="left:${item.label}%">${item.length}</b>
            </div>
            """)
        .withProperty("kind", span -> "lw-kind-" + kindClass(span.kind()))
        .withProperty("state", span -> span.status() == SpanStatus.ERROR ? "lw-span-error" : "")
        .withProperty("left", this::left)
        .withProperty("width", this::width)
        .withProperty("label", span -> place(span) == Place.AFTER ? end(span) : left(span))
        .withProperty("side", span -> place(span).className)
        .withProperty("length", span -> Unit.MILLIS.say(span.durationNanos() / 1e6));
  }

  /** Where a bar's length is written: where there is room for it. */
  private enum Place {
    AFTER("lw-after"),
    BEFORE("lw-before"),
    INSIDE("lw-inside");

    private final String className;

    Place(String className) {
      this.className = className;
    }
  }

  private Place place(AgentEvent span) {
    if (end(span) < 100 - LABEL_PERCENT) {
      return Place.AFTER;
    }
    return left(span) > LABEL_PERCENT ? Place.BEFORE : Place.INSIDE;
  }

  private double end(AgentEvent span) {
    return left(span) + width(span);
  }

  private double left(AgentEvent span) {
    double share = 100.0 * (span.startNanos() - startNanos) / lengthNanos;
    return Math.min(100 - BAR_PERCENT_MIN, share);
  }

  private double width(AgentEvent span) {
    return Math.max(BAR_PERCENT_MIN, 100.0 * span.durationNanos() / lengthNanos);
  }

  private static String title(AgentEvent span) {
    return span.name().isEmpty() ? span.operation() : span.name();
  }

  private static String measure(AgentEvent span) {
    Long input = span.usage().inputTokens();
    Long output = span.usage().outputTokens();
    if (input == null && output == null) {
      return "";
    }
    return "%s → %s"
        .formatted(
            input == null ? "?" : Unit.TOKENS.say(input),
            output == null ? "?" : Unit.TOKENS.say(output));
  }

  private static String part(AgentEvent span) {
    return span.status() == SpanStatus.ERROR ? "failed" : kindClass(span.kind());
  }

  /** Kinds that share a colour. */
  static String kindClass(EventKind kind) {
    return switch (kind) {
      case AGENT, WORKFLOW, STEP, PLAN, HANDOFF, PROMPT -> "agent";
      case LLM, EMBEDDING, RERANK -> "model";
      case TOOL, MCP, HTTP, DB -> "tool";
      case RETRIEVAL, MEMORY -> "retrieval";
      case GUARDRAIL, EVALUATOR, HUMAN_WAIT, OTHER -> "other";
    };
  }

  static String kindWord(EventKind kind) {
    return kind == EventKind.LLM
            || kind == EventKind.MCP
            || kind == EventKind.HTTP
            || kind == EventKind.DB
        ? kind.name()
        : kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
