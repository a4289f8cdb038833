package dev.leeway.webui.connect;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParameters;
import dev.leeway.storage.query.AgentStore;
import dev.leeway.storage.query.KnownAgent;
import dev.leeway.webui.config.WebUiConfig;
import dev.leeway.webui.config.WebUiSettings;
import dev.leeway.webui.live.Live;
import dev.leeway.webui.live.LivePage;
import dev.leeway.webui.parts.Choice;
import dev.leeway.webui.parts.Links;
import dev.leeway.webui.parts.Panel;
import dev.leeway.webui.parts.Tone;
import dev.leeway.webui.range.PageQuery;
import dev.leeway.webui.shell.MainLayout;
import dev.leeway.webui.words.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** How to connect an agent: text to copy, and a sign that turns green on the first span. */
@Route(value = "connect", layout = MainLayout.class)
@PageTitle("Connect · Leeway")
public final class ConnectView extends LivePage<ConnectPage> {
  private static final Duration HEARD = Duration.ofHours(1);
  private static final int SHOWN_MAX = 12;

  private final transient AgentStore agents;
  private final transient WebUiSettings settings;
  private final transient WebUiConfig config;
  private final Choice choice;
  private final Paragraph words = new Paragraph();
  private final Pre code = new Pre();
  private final Div sign = new Div();

  ConnectView(Live live, AgentStore agents, WebUiSettings settings, WebUiConfig config) {
    super(live);
    this.agents = agents;
    this.settings = settings;
    this.config = config;
    Map<String, String> labels = new LinkedHashMap<>();
    for (Snippet snippet : Snippet.values()) {
      labels.put(snippet.code(), snippet.label());
    }
    choice = new Choice("Language", "for", labels);
    choice.addClassName("lw-tabs");
    Header head =
        new Header(
            new Div(
                new H1("Connect an agent"),
                summary("Leeway speaks OTLP. Nothing of Leeway's own goes into your agent.")));
    head.addClassName("lw-title");
    code.addClassName("lw-code");
    sign.addClassName("lw-sign");
    sign.getElement().setAttribute("role", "status");
    Panel copy = new Panel("1 · Copy this");
    copy.with(choice, words, new Div(code, copyButton()));
    Panel wait = new Panel("2 · Send one span");
    wait.with(sign);
    Div columns = new Div(copy, wait);
    columns.addClassName("lw-main-side");
    content().add(head, columns);
  }

  @Override
  protected int refreshTicks() {
    return 1;
  }

  @Override
  protected Supplier<ConnectPage> ask(PageQuery page, RouteParameters route) {
    Snippet snippet = Snippet.of(page.get("for"));
    choice.show(page, snippet.code());
    words.setText(snippet.words());
    code.setText(snippet.text(config.otlpGrpc(), config.otlpHttp()).strip());
    return () -> {
      Instant now = settings.clock().instant();
      return new ConnectPage(agents.heardSince(config.tenantId(), now.minus(HEARD)), now);
    };
  }

  @Override
  protected void show(ConnectPage page) {
    sign.removeAll();
    sign.setClassName("lw-sign");
    List<KnownAgent> heard = page.heard();
    if (heard.isEmpty()) {
      sign.addClassNames("lw-waiting", Tone.LEARNING.className());
      sign.add(
          title("Waiting for the first span…"),
          summary("This page turns green by itself, within seconds of it."));
      return;
    }
    sign.addClassNames("lw-connected", Tone.GOOD.className());
    sign.add(
        title(heard.size() == 1 ? "1 agent is connected" : heard.size() + " agents are connected"));
    for (KnownAgent agent : heard.subList(0, Math.min(SHOWN_MAX, heard.size()))) {
      Anchor link = Links.to(Links.agent(query(), agent.environment(), agent.name()), agent.name());
      Span when = summary("newest span " + Durations.ago(agent.lastSeenAt(), page.now()));
      sign.add(new Div(link, when));
    }
    if (heard.size() > SHOWN_MAX) {
      sign.add(summary("and %d more".formatted(heard.size() - SHOWN_MAX)));
    }
  }

  private NativeButton copyButton() {
    NativeButton button = new NativeButton("Copy");
    button.addClassName("lw-copy");
    // In the browser: the clipboard wants the user's own click.
    button
        .getElement()
        .executeJs(
            """
            this.onclick = async () => {
              await navigator.clipboard.writeText($0.textContent);
              this.textContent = 'Copied';
              setTimeout(() => { this.textContent = 'Copy'; }, 1500);
            };
            """,
            code.getElement());
    return button;
  }

  private static Span title(String text) {
    Span title = new Span(text);
    title.addClassName("lw-sign-title");
    return title;
  }

  private static Span summary(String text) {
    Span summary = new Span(text);
    summary.addClassName("lw-muted");
    return summary;
  }
}
