package dev.leeway.webui.chart;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasSize;
import com.vaadin.flow.component.HasStyle;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.dependency.NpmPackage;
import dev.leeway.webui.range.RangeChoice;
import java.time.Instant;
import java.util.function.Consumer;

/** A chart in a page. A drag over a time axis is told as the range that it covered. */
@Tag("leeway-chart")
@NpmPackage(value = "echarts", version = "6.1.0")
@JsModule("./leeway-chart.ts")
public final class Chart extends Component implements HasSize, HasStyle {
  private static final String FROM = "event.detail.from";
  private static final String TO = "event.detail.to";

  private String shown = "";

  /**
   * An empty chart.
   *
   * @param label what is drawn, for those who cannot see it
   */
  public Chart(String label) {
    getElement().setAttribute("role", "img").setAttribute("aria-label", label);
  }

  public void show(ChartModel model) {
    String json = ChartJson.write(model);
    if (!json.equals(shown)) {
      shown = json;
      getElement().setProperty("model", json);
    }
  }

  public void onRangeSelected(Consumer<RangeChoice> listener) {
    getElement()
        .addEventListener(
            "range-selected",
            event ->
                listener.accept(
                    RangeChoice.between(
                        Instant.ofEpochMilli((long) event.getEventData().get(FROM).asDouble()),
                        Instant.ofEpochMilli((long) event.getEventData().get(TO).asDouble()))))
        .addEventData(FROM)
        .addEventData(TO);
  }
}
