package dev.leeway.webui.agent;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import dev.leeway.storage.query.Spender;
import dev.leeway.storage.query.Spending;
import dev.leeway.webui.parts.Links;
import dev.leeway.webui.parts.Notice;
import dev.leeway.webui.parts.Panel;
import dev.leeway.webui.parts.Table;
import dev.leeway.webui.range.PageQuery;
import dev.leeway.webui.words.Numbers;
import dev.leeway.webui.words.Unit;
import java.util.function.Function;

/** Whose runs cost most: by user, by conversation, with what to do where nobody is told. */
final class SpendersPanel {
  private static final int ID_SHOWN = 18;

  private final Panel panel = new Panel("Who spends");

  Component component() {
    return panel;
  }

  /** Without any run there is nobody to be told. */
  void show(SpendReading reading, PageQuery query) {
    if (!reading.unread().isEmpty()) {
      panel.setVisible(true);
      panel.says("");
      panel.shows(
          new Notice(
              "The sums could not be read; a shorter range asks for less", reading.unread()));
      return;
    }
    Spending users = reading.users();
    Spending conversations = reading.conversations();
    panel.setVisible(users.runs() > 0);
    panel.says(words(users));
    Div both =
        new Div(
            users.anonymous()
                ? side("Users", untoldUsers())
                : side(title("user", users), table("User", users, id -> new Span(cut(id)))),
            conversations.anonymous()
                ? side("Conversations", untoldConversations())
                : side(
                    title("conversation", conversations),
                    table(
                        "Conversation",
                        conversations,
                        id -> Links.to(Links.conversation(query, id), cut(id)))));
    both.addClassName("lw-two");
    panel.shows(both, keys());
  }

  /** Such as {@code 1,204 runs used 3.2 M tokens for $12.4}. */
  static String words(Spending all) {
    return "%s runs that began in this range used %s tokens%s."
        .formatted(
            Numbers.count(all.runs()),
            Numbers.significant((double) all.tokens()),
            all.costUsd() > 0 ? " for " + Unit.DOLLARS.say(all.costUsd()) : "; no price is known");
  }

  /** Such as {@code 10 of 312 users, the most expensive first}. */
  private static String title(String of, Spending spending) {
    long listed = spending.top().stream().filter(spender -> !spender.id().isEmpty()).count();
    return "%s%s %s%s, %s first"
        .formatted(
            listed < spending.spenders() ? Numbers.count(listed) + " of " : "",
            Numbers.count(spending.spenders()),
            of,
            spending.spenders() == 1 ? "" : "s",
            spending.costUsd() > 0 ? "the most expensive" : "those with most tokens");
  }

  private static Div side(String title, Component shown) {
    return new Div(new H3(title), shown);
  }

  private static Table<Spender> table(String who, Spending all, Function<String, Component> id) {
    boolean priced = all.costUsd() > 0;
    return new Table<Spender>()
        .component(
            who, spender -> spender.id().isEmpty() ? new Span("not told") : titled(spender, id))
        .number("Runs", spender -> Numbers.count(spender.runs()))
        .number("Tokens", spender -> Unit.TOKENS.say((double) spender.tokens()))
        .number("Cost", spender -> priced ? Unit.DOLLARS.say(spender.costUsd()) : Numbers.NONE)
        .number(
            "A run",
            spender -> priced ? Unit.DOLLARS.say(spender.costUsd() / spender.runs()) : Numbers.NONE)
        .number(
            "Share",
            spender -> Unit.SHARE.say(priced ? all.costShare(spender) : all.tokenShare(spender)))
        .rows(all.top());
  }

  private static Component titled(Spender spender, Function<String, Component> id) {
    Component shown = id.apply(spender.id());
    shown.getElement().setAttribute("title", spender.id());
    return shown;
  }

  private static String cut(String id) {
    return id.length() <= ID_SHOWN ? id : id.substring(0, ID_SHOWN) + "…";
  }

  private static Component untoldUsers() {
    return new Paragraph(
        new Span("No run tells its user. Set "),
        new Code("user.id"),
        new Span(" on a span of each run, or "),
        new Code("enduser.id"),
        new Span(": a keyed hash of it is kept, never the id."));
  }

  private static Component untoldConversations() {
    return new Paragraph(
        new Span("No run tells its conversation. Set "),
        new Code("gen_ai.conversation.id"),
        new Span(" or "),
        new Code("session.id"),
        new Span(" on a span of each run."));
  }

  private static Component keys() {
    Paragraph hint =
        new Paragraph(
            new Span("To tell keys or customers apart, name their attribute under "),
            new Code("slices.attributes"),
            new Span(
                " in rules.yaml: each of its values then has charts, drift detection and, by "),
            new Code("rates.limits"),
            new Span(", limits of its own."));
    hint.addClassNames("lw-muted", "lw-small");
    return hint;
  }
}
