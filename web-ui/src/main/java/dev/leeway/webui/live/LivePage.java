package dev.leeway.webui.live;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.RouteParameters;
import com.vaadin.flow.shared.Registration;
import dev.leeway.webui.range.PageQuery;
import dev.leeway.webui.range.RangeChoice;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A page that is a function of its URL: on navigation it asks for its content in the background,
 * shows that it is loading, and asks again on each tick while its range moves with the clock.
 *
 * @param <M> what the page shows
 */
public abstract class LivePage<M> extends Div implements AfterNavigationObserver {
  private final transient Live live;
  private final Div state = new Div();
  private final Div content = new Div();
  private @Nullable Registration ticks;
  private @Nullable PageQuery query;
  private @Nullable Supplier<M> asked;
  private @Nullable M shown;
  private int ticksSeen;
  private int asks;
  private int answered;

  // Vaadin's components are filled in constructors; what is called here, no page overrides.
  @SuppressWarnings("this-escape")
  protected LivePage(Live live) {
    this.live = live;
    addClassName("lw-page");
    state.addClassName("lw-state");
    state.getElement().setAttribute("aria-live", "polite");
    content.addClassName("lw-content");
    add(state, content);
  }

  /** What to ask for when the URL is this; the answer is computed off the UI thread. */
  protected abstract Supplier<M> ask(PageQuery page, RouteParameters route);

  /** Puts an answer on the page; called in the UI whenever it differs from the one before. */
  protected abstract void show(M model);

  /** Ticks between two refreshes. */
  protected int refreshTicks() {
    return 5;
  }

  /** Where a page puts what it shows. */
  protected final Div content() {
    return content;
  }

  /** The URL's state now. */
  protected final PageQuery query() {
    return query == null ? new PageQuery("", Map.of()) : query;
  }

  /** Goes to a changed state of a page; the browser's Back returns to this one. */
  protected final void go(PageQuery changed) {
    getUI().ifPresent(ui -> ui.navigate(changed.path(), changed.queryParameters()));
  }

  protected final void select(RangeChoice range) {
    go(query().with(range));
  }

  /** Asks again now, such as after an action. */
  protected final void refresh() {
    getUI().ifPresent(this::load);
  }

  @Override
  public void afterNavigation(AfterNavigationEvent event) {
    query = PageQuery.of(event.getLocation());
    asked = ask(query, event.getRouteParameters());
    // Links on the page carry the URL's state, so it is drawn anew even if the answer is the same.
    shown = null;
    content.addClassName("lw-loading");
    if (answered == 0) {
      state.removeAll();
      state.add(skeleton());
    }
    refresh();
  }

  @Override
  protected void onAttach(AttachEvent event) {
    UI ui = event.getUI();
    ticks = live.onTick(ui, () -> tick(ui));
  }

  @Override
  protected void onDetach(DetachEvent event) {
    if (ticks != null) {
      ticks.remove();
    }
  }

  private void tick(UI ui) {
    Live.inUi(
        ui,
        () -> {
          boolean moving = query().range() instanceof RangeChoice.Relative;
          boolean due = ++ticksSeen % refreshTicks() == 0;
          // One question at a time: a slow store is not asked faster than it answers.
          if (moving && due && answered == asks) {
            load(ui);
          }
        });
  }

  private void load(UI ui) {
    Supplier<M> question = asked;
    if (question == null) {
      return;
    }
    int number = ++asks;
    live.load(
        ui,
        question,
        model -> {
          if (number == asks) {
            answered = number;
            state.removeAll();
            content.removeClassName("lw-loading");
            if (!model.equals(shown)) {
              shown = model;
              show(model);
            }
          }
        },
        failure -> {
          if (number == asks) {
            answered = number;
            state.removeAll();
            state.add(failed(failure));
          }
        });
  }

  private static Div skeleton() {
    Div skeleton = new Div(new Span("Loading…"), new Div(), new Div(), new Div());
    skeleton.addClassName("lw-skeleton");
    return skeleton;
  }

  private static Div failed(Throwable failure) {
    Div box = new Div();
    box.addClassNames("lw-notice", "lw-tone-bad");
    box.add(
        new Span("The store did not answer, so what stands here may be old. Trying again. "),
        new Span(String.valueOf(failure.getMessage())));
    return box;
  }
}
