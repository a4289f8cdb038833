package dev.leeway.webui.chart;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasStyle;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** A small line without axes; a null value is a gap. */
@Tag("leeway-spark")
@JsModule("./leeway-spark.ts")
public final class Sparkline extends Component implements HasStyle {
  public Sparkline(List<@Nullable Double> values) {
    ArrayNode points = JsonMapper.shared().createArrayNode();
    values.forEach(points::add);
    getElement().setProperty("points", points.toString());
  }
}
