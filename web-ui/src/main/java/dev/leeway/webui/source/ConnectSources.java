package dev.leeway.webui.source;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.spring.annotation.SpringComponent;
import dev.leeway.webui.config.WebUiConfig;
import dev.leeway.webui.parts.Notice;
import dev.leeway.webui.parts.Panel;
import org.springframework.context.annotation.Scope;

/** How a source is made known: by attributes, by OpenLineage, by dbt's files. */
@SpringComponent
@Scope("prototype")
final class ConnectSources extends Div {
  private final Notice nothing =
      new Notice(
          "No source is known",
          "Nobody has told of one. That is not the same as fresh: nothing is known of what your agents read.");
  private final Panel panel = new Panel("Tell Leeway about a source");

  ConnectSources(WebUiConfig config) {
    String web = "http://" + hostOf(config);
    panel.with(
        step(
            "On the agent's retrieval spans, or on any span, log record or metric of a pipeline",
            """
            data_source.id         = "policies"               # joins agents and pipelines
            data_source.as_of      = "2026-11-22T09:58:00Z"   # newest event in it; epoch numbers work too
            data_source.loaded_at  = "2026-11-22T10:00:00Z"   # when that became visible
            data_source.max_staleness_s = 7200                # how old it may be, if you know
            """),
        step(
            "OpenLineage (Airflow, Spark, Flink, dbt-ol): point its HTTP transport here",
            """
            OPENLINEAGE__TRANSPORT__TYPE=http
            OPENLINEAGE__TRANSPORT__URL=%s
            """
                .formatted(web)),
        step(
            "dbt: upload what the freshness check wrote",
            """
            dbt source freshness
            curl --data-binary @target/sources.json -H 'Content-Type: application/json' %s/api/v1/sources/dbt
            """
                .formatted(web)),
        new Paragraph(
            "Kafka consumer lag, Airflow and Feast metrics are understood as they are, over OTLP."));
    add(nothing, panel);
  }

  /** The address that this browser came by: the port in the configuration may be any free one. */
  private static String hostOf(WebUiConfig config) {
    VaadinRequest request = VaadinRequest.getCurrent();
    String host = request == null ? null : request.getHeader("Host");
    return host == null ? "127.0.0.1:" + config.port() : host;
  }

  /** The sentence above is for a board that is empty. */
  void show(boolean nothingKnown) {
    nothing.setVisible(nothingKnown);
  }

  private static Div step(String title, String code) {
    Span says = new Span(title);
    Pre text = new Pre(code.strip());
    text.addClassName("lw-code");
    Div step = new Div(says, text);
    step.addClassName("lw-source-step");
    return step;
  }
}
