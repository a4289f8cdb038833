package dev.leeway.webui;

import dev.leeway.webui.config.WebUiConfig;
import dev.leeway.webui.config.WebUiSettings;
import java.util.Map;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** Starts the pages inside the calling process. */
public final class WebUi {
  private WebUi() {}

  /** Returns when the port answers. Opens no connection to ClickHouse: a page does, when shown. */
  public static RunningWebUi start(WebUiConfig config, WebUiSettings settings) {
    ConfigurableApplicationContext context =
        new SpringApplicationBuilder(WebUiApplication.class)
            .bannerMode(Banner.Mode.OFF)
            .logStartupInfo(false)
            .registerShutdownHook(false)
            .properties(
                Map.of(
                    "server.address", config.bindAddress().getHostAddress(),
                    "server.port", config.port(),
                    "vaadin.productionMode", true,
                    // Beside Kafka and Flink the whole class path is large, and slow to scan.
                    "vaadin.allowed-packages", "com/vaadin,dev/leeway/webui",
                    "spring.jackson.property-naming-strategy", "SNAKE_CASE",
                    "springdoc.api-docs.path", "/api/openapi.json",
                    "springdoc.packages-to-scan", "dev.leeway.webui.rest"))
            .initializers(started -> {
              GenericApplicationContext beans = (GenericApplicationContext) started;
              beans.registerBean(WebUiConfig.class, () -> config);
              beans.registerBean(WebUiSettings.class, () -> settings);
            })
            .run();
    return new RunningWebUi(context);
  }
}
