package dev.leeway.webui.serving;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParameters;
import dev.leeway.webui.live.Live;
import dev.leeway.webui.live.LivePage;
import dev.leeway.webui.parts.Chip;
import dev.leeway.webui.parts.Links;
import dev.leeway.webui.parts.Notice;
import dev.leeway.webui.parts.Panel;
import dev.leeway.webui.parts.Table;
import dev.leeway.webui.range.PageQuery;
import dev.leeway.webui.shell.MainLayout;
import dev.leeway.webui.words.Numbers;
import dev.leeway.webui.words.Unit;
import java.util.List;
import java.util.function.Supplier;

/** Model servers and GPUs: what fills up, where the knee is; and how much headroom agents have. */
@Route(value = "serving", layout = MainLayout.class)
@PageTitle("Serving · Leeway")
public final class ServingView extends LivePage<ServingPage> {
  private static final String CHOSEN = "place";

  private final transient ServingService service;
  private final Span summary = new Span();
  private final Panel replicas = new Panel("Replicas");
  private final Panel gpus = new Panel("GPUs");
  private final PlacePanels place = new PlacePanels(this::select);
  private final Panel capacity = new Panel("Capacity of agents");
  private final Notice nothing =
      new Notice(
          "No model server has told of itself",
          "Let a Collector scrape vLLM, SGLang, TGI, Triton or a DCGM exporter with its Prometheus"
              + " receiver and send the metrics here.");

  ServingView(Live live, ServingService service) {
    super(live);
    this.service = service;
    summary.addClassName("lw-summary");
    Header head = new Header(new Div(new H1("Serving"), summary));
    head.addClassName("lw-title");
    capacity.says(
        "What the most that was carried in an hour of the last week would be enough for, with runs"
            + " as heavy as in the last two hours: times the runs of the day's busiest hour.");
    Div stack = new Div(nothing, replicas, gpus, place.component(), capacity);
    stack.addClassName("lw-stack");
    content().add(head, stack);
  }

  @Override
  protected Supplier<ServingPage> ask(PageQuery page, RouteParameters route) {
    String chosen = page.get(CHOSEN);
    return () -> service.page(page.range(), chosen);
  }

  @Override
  protected void show(ServingPage page) {
    List<PlaceLine> servers = page.replicas();
    List<PlaceLine> cards = page.gpus();
    summary.setText(
        page.places().isEmpty() ? "" : servers.size() + " replicas · " + cards.size() + " GPUs");
    nothing.setVisible(page.places().isEmpty());
    replicas.setVisible(!servers.isEmpty());
    replicas.shows(replicas(servers));
    gpus.setVisible(!cards.isEmpty());
    gpus.shows(gpus(cards));
    place.component().setVisible(page.chosen().isPresent());
    page.chosen().ifPresent(reading -> place.show(reading, page.range()));
    capacity.setVisible(!page.capacity().isEmpty());
    capacity.shows(capacity(page.capacity()));
  }

  private Table<PlaceLine> replicas(List<PlaceLine> lines) {
    return new Table<PlaceLine>()
        .component("Replica", this::name)
        .component("Outlook", ServingView::outlook)
        .number("KV cache", line -> kv(line))
        .number("At once", line -> Numbers.rough(line.batch()))
        .number("Waiting", line -> Numbers.rough(line.queue()))
        .number("Time in queue", line -> Unit.MILLIS.say(line.queueMillis()))
        .number("Preempted", line -> Unit.PER_MINUTE.say(line.preemptionsPerMinute()))
        .number("Tokens/s", line -> Numbers.significant(line.tokensPerSecond()))
        .rows(lines);
  }

  private Table<PlaceLine> gpus(List<PlaceLine> lines) {
    return new Table<PlaceLine>()
        .component("GPU", this::name)
        .component("Outlook", ServingView::outlook)
        .number("Memory in use", line -> ServingWords.gibibytes(line.bytes()))
        .number("Share in use", line -> Unit.SHARE.say(line.used()))
        .rows(lines);
  }

  private Table<CapacityLine> capacity(List<CapacityLine> lines) {
    return new Table<CapacityLine>()
        .component(
            "Agent",
            line ->
                Links.to(
                    Links.agent(query(), line.agent().environment(), line.agent().agent()),
                    line.agent().agent()))
        .number("Runs", line -> Unit.PER_MINUTE.say(line.runsPerMinute()))
        .number("In 30 min", line -> Unit.PER_MINUTE.say(line.runsPerMinuteSoon()))
        .number("Tokens", line -> Unit.PER_MINUTE.say(line.tokensPerMinute()))
        .number(
            "Cost",
            line ->
                Double.isNaN(line.costPerMinute())
                    ? Numbers.NONE
                    : Unit.DOLLARS.say(line.costPerMinute()) + "/min")
        .component(
            "Headroom",
            line -> lines(ServingWords.say(line.headroom()), ServingWords.why(line.headroom())))
        .number(
            "If the tail doubles",
            line -> ServingWords.ifTailDoubles(line.headroom(), line.tokensTail()))
        .component("Heaviest 1 % of runs", ServingView::tail)
        .rows(lines);
  }

  private Component name(PlaceLine line) {
    Anchor link = Links.to(query().with(CHOSEN, line.key()), line.name());
    String where = line.place().wholeAgent() ? "" : line.place().agent() + " · ";
    return new Div(link, small(where + line.place().environment()));
  }

  private static Component outlook(PlaceLine line) {
    Chip chip = new Chip(ServingWords.say(line.outlook()), ServingWords.tone(line.outlook()));
    return new Div(chip, small(ServingWords.why(line.outlook())));
  }

  private static String kv(PlaceLine line) {
    return switch (line.resource()) {
      case KV_CACHE -> Unit.SHARE.say(line.used());
      case GPU_MEMORY, QUEUE -> Numbers.NONE;
    };
  }

  private static Component tail(CapacityLine line) {
    return lines(
        Unit.SHARE.say(line.tokensTail()) + " of tokens",
        "%s of cost, %s of time"
            .formatted(Unit.SHARE.say(line.costTail()), Unit.SHARE.say(line.busyTail())));
  }

  private static Div lines(String first, String second) {
    Div lines = new Div(new Span(first));
    if (!second.isEmpty()) {
      lines.add(small(second));
    }
    return lines;
  }

  private static Div small(String text) {
    Div small = new Div(text);
    small.addClassNames("lw-muted", "lw-small");
    return small;
  }
}
