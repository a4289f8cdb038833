package dev.leeway.webui.shell;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.HasElement;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.RouterLayout;
import com.vaadin.flow.shared.Registration;
import dev.leeway.webui.config.WebUiSettings;
import dev.leeway.webui.lag.LagReader;
import dev.leeway.webui.live.Live;
import dev.leeway.webui.range.PageQuery;
import dev.leeway.webui.range.RangeChoice;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The frame of every page: rail at the left, range picker top right, banner above the content. */
public final class MainLayout extends Div implements RouterLayout, AfterNavigationObserver {
  private static final int LAG_TICKS = 5;

  private final transient Live live;
  private final transient LagReader lag;
  private final transient WebUiSettings settings;
  private final Rail rail = new Rail();
  private final RangePicker picker = new RangePicker(this::select);
  private final Header header = new Header(picker);
  private final LagBanner banner = new LagBanner();
  private final Main main = new Main();
  private PageQuery page = new PageQuery("", Map.of());
  private @Nullable Registration ticks;

  public MainLayout(Live live, LagReader lag, WebUiSettings settings) {
    this.live = live;
    this.lag = lag;
    this.settings = settings;
    addClassName("lw-shell");
    main.getElement().setAttribute("tabindex", "-1");
    NativeButton skip = new NativeButton("To the content");
    skip.addClassName("lw-skip");
    skip.getElement().executeJs("this.onclick = () => document.getElementById('lw-main').focus()");
    header.addClassName("lw-header");
    main.setId("lw-main");
    main.addClassName("lw-main");
    Div column = new Div(banner, header, main);
    column.addClassName("lw-column");
    add(skip, rail, column);
  }

  @Override
  public void showRouterLayoutContent(HasElement content) {
    main.getElement().removeAllChildren().appendChild(content.getElement());
  }

  @Override
  public void afterNavigation(AfterNavigationEvent event) {
    page = PageQuery.of(event.getLocation());
    rail.show(page);
    UI ui = UI.getCurrentOrThrow();
    picker.show(page.range(), settings.clock().instant(), BrowserZone.of(ui));
    // A trace or a finding has its own time, and these pages none: a range would do nothing there.
    header.setVisible(!page.path().matches("connect|signals|runs/.*|findings/.*"));
  }

  @Override
  protected void onAttach(AttachEvent event) {
    UI ui = event.getUI();
    checkLag(ui);
    AtomicInteger seen = new AtomicInteger();
    ticks =
        live.onTick(
            ui,
            () -> {
              if (seen.incrementAndGet() % LAG_TICKS == 0) {
                checkLag(ui);
              }
            });
  }

  @Override
  protected void onDetach(DetachEvent event) {
    if (ticks != null) {
      ticks.remove();
    }
  }

  private void select(RangeChoice range) {
    PageQuery changed = page.with(range);
    getUI().ifPresent(ui -> ui.navigate(changed.path(), changed.queryParameters()));
  }

  private void checkLag(UI ui) {
    live.load(
        ui,
        lag::read,
        reading -> banner.show(reading, settings.clock().instant()),
        failure -> banner.unknown());
  }
}
