package dev.leeway.webui.parts;

import com.vaadin.flow.component.html.Anchor;
import dev.leeway.webui.range.PageQuery;
import dev.leeway.webui.words.SignalWords;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Links between pages, which take the chosen range along. */
public final class Links {
  private Links() {}

  public static Anchor to(PageQuery target, String text) {
    Anchor link = new Anchor(target.href(), text);
    link.getElement().setAttribute("router-link", true);
    return link;
  }

  public static PageQuery agent(PageQuery from, String environment, String name) {
    return from.to("agents/" + segment(name)).with("env", environment);
  }

  public static PageQuery finding(PageQuery from, String findingId) {
    return from.to("findings/" + findingId);
  }

  public static PageQuery run(PageQuery from, String traceId) {
    return from.to("runs/" + traceId);
  }

  /** The runs of a session, which may span several traces. */
  public static PageQuery conversation(PageQuery from, String conversationId) {
    return from.to("runs").with("conversation", conversationId);
  }

  /** A question mark that says what a signal means, and leads to where all of them are told. */
  public static Anchor meaning(SignalWords signal) {
    Anchor link = new Anchor("signals#" + signal.signal(), "?");
    link.addClassName("lw-meaning");
    link.getElement().setAttribute("router-link", true);
    link.getElement().setAttribute("title", signal.meaning());
    link.getElement().setAttribute("aria-label", "What " + signal.title() + " means");
    return link;
  }

  private static String segment(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
