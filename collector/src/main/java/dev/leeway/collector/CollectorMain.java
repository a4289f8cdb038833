package dev.leeway.collector;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * The collector as a process of its own: {@code CollectorMain [collector.yaml]}.
 *
 * <p>Exits with 2 and all problems in one message if the configuration is bad; SIGTERM drains it.
 */
public final class CollectorMain {
  private CollectorMain() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    if (arguments.length > 1) {
      System.err.println("expected at most one argument, the path of a YAML file");
      System.exit(2);
    }
    // By a name of its own: in standalone, another process's configuration is on the same class
    // path.
    System.setProperty("logback.configurationFile", "collector-logback.xml");
    Optional<Path> file =
        arguments.length == 0 ? Optional.empty() : Optional.of(Path.of(arguments[0]));
    switch (CollectorSettingsFile.read(file, System.getenv())) {
      case CollectorSettingsFile.Bad bad -> {
        System.err.println("the collector's configuration is bad:\n" + bad.problems());
        System.exit(2);
      }
      case CollectorSettingsFile.Good good -> run(good);
    }
  }

  private static void run(CollectorSettingsFile.Good settings) throws InterruptedException {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    Collector collector =
        Collector.start(settings.config(), settings.bootstrapServers(), registry::scrape);
    collector.meters().bindTo(registry);
    CountDownLatch ended = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  collector.close();
                  ended.countDown();
                },
                "collector-stop"));
    System.out.printf(
        "ready otlp/grpc %s:%d otlp/http %s:%d kafka %s%n",
        settings.config().bindAddress().getHostAddress(),
        collector.grpcPort(),
        settings.config().bindAddress().getHostAddress(),
        collector.httpPort(),
        settings.bootstrapServers());
    ended.await();
  }
}
