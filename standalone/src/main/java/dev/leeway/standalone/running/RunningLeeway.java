package dev.leeway.standalone.running;

import dev.leeway.clickhouse.config.ClickHouseConfig;
import dev.leeway.clickhouse.config.EngineLibrary;
import dev.leeway.clickhouse.supervisor.EngineException;
import dev.leeway.clickhouse.supervisor.EngineSupervisor;
import dev.leeway.clickhouse.supervisor.RunningEngine;
import dev.leeway.collector.Collector;
import dev.leeway.collector.CollectorConfig;
import dev.leeway.kafka.EmbeddedKafka;
import dev.leeway.kafka.EmbeddedKafkaConfig;
import dev.leeway.kafka.Topics;
import dev.leeway.signals.grounding.GroundednessScorer;
import dev.leeway.signals.rules.RuleBook;
import dev.leeway.standalone.config.LeewayConfig;
import dev.leeway.standalone.config.LeewayConfig.ConfigurationException;
import dev.leeway.standalone.config.LeewayConfig.ExternalTenants;
import dev.leeway.storage.StorageConfig;
import dev.leeway.storage.http.ClickHouseClient;
import dev.leeway.storage.schema.Migrations;
import dev.leeway.storage.schema.RetentionConfig;
import dev.leeway.streamjobs.job.RunningStreamJob;
import dev.leeway.streamjobs.job.StreamJob;
import dev.leeway.streamjobs.job.StreamJobsConfig;
import dev.leeway.webui.RunningWebUi;
import dev.leeway.webui.WebUi;
import dev.leeway.webui.config.WebUiConfig;
import dev.leeway.webui.config.WebUiSettings;
import dev.leeway.webui.notify.DeliveryStatus;
import dev.leeway.webui.notify.FindingNotifications;
import dev.leeway.webui.notify.LagNotifications;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.kafka.common.KafkaException;

/**
 * Everything on this machine, started in the order in which the parts need each other and stopped
 * in the opposite one: engine and broker, schema, stream job, collector, pages, notifications.
 */
public final class RunningLeeway implements AutoCloseable {
  private static final String TENANT = "default";
  private static final Duration CANARY_PATIENCE = Duration.ofSeconds(60);

  private final StartedParts parts;
  private final Addresses addresses;
  private final RunningStreamJob job;

  private RunningLeeway(StartedParts parts, Addresses addresses, RunningStreamJob job) {
    this.parts = parts;
    this.addresses = addresses;
    this.job = job;
  }

  /**
   * Returns when a first span has gone the whole way and can be queried. Nothing is started with
   * rules that can't be read.
   */
  public static RunningLeeway start(LeewayConfig config, InstantSource clock)
      throws ConfigurationException, StartException, InterruptedException {
    RuleBook rules = config.rules();
    Optional<GroundednessScorer> scorer = config.scorer();
    StartedParts parts = new StartedParts();
    try {
      scorer.ifPresent(parts::add);
      return start(config, rules, scorer, clock, parts);
    } catch (IOException | EngineException | RuntimeException e) {
      parts.close();
      throw new StartException("Leeway could not start", e);
    } catch (InterruptedException e) {
      parts.close();
      throw e;
    }
  }

  private static RunningLeeway start(
      LeewayConfig config,
      RuleBook rules,
      Optional<GroundednessScorer> scorer,
      InstantSource clock,
      StartedParts parts)
      throws IOException, EngineException, InterruptedException {
    Path home = config.home();
    parts.add(HomeLock.take(home));
    CompletableFuture<EmbeddedKafka> broker =
        CompletableFuture.supplyAsync(() -> EmbeddedKafka.start(kafkaConfig(config)));
    RunningEngine engine = parts.add(EngineSupervisor.start(engineConfig(config)));
    EmbeddedKafka kafka = parts.add(join(broker));
    StorageConfig storage =
        StorageConfig.defaults().withUri(engine.uri()).withCredentials("leeway", engine.token());
    ClickHouseClient clickHouse = parts.add(new ClickHouseClient(storage));
    Migrations.apply(clickHouse, RetentionConfig.defaults());

    RunningStreamJob job =
        parts.add(
            StreamJob.start(
                jobConfig(config, kafka.bootstrapServers(), storage).withRules(rules), clock));
    PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    Collector collector =
        parts.add(
            Collector.start(
                CollectorConfig.defaults().withPorts(config.otlpGrpcPort(), config.otlpHttpPort()),
                kafka.bootstrapServers()));
    collector.meters().bindTo(metrics);
    new JobMeters(job).bindTo(metrics);
    Gauge.builder("leeway.clickhouse.pid", engine, RunningEngine::pid).register(metrics);
    Gauge.builder("leeway.clickhouse.restarts", engine, RunningEngine::restarts).register(metrics);

    Canary canary = parts.add(new Canary(kafka.bootstrapServers(), clickHouse, clock));
    canary.start();
    DeliveryStatus deliveries = new DeliveryStatus(metrics);
    PartHealth health = new PartHealth(engine, kafka, collector, job, canary, deliveries);
    URI otlpGrpc = config.loopback(collector.grpcPort());
    URI otlpHttp = config.loopback(collector.httpPort());
    RunningWebUi web =
        parts.add(
            WebUi.start(
                new WebUiConfig(
                    InetAddress.getLoopbackAddress(),
                    config.webPort(),
                    storage,
                    kafka.bootstrapServers(),
                    otlpGrpc,
                    otlpHttp,
                    TENANT),
                new WebUiSettings(clock, metrics, PartHealth::live, health::ready, rules, scorer)));
    Addresses addresses =
        new Addresses(
            config.loopback(web.port()),
            otlpGrpc,
            otlpHttp,
            engine.uri(),
            kafka.bootstrapServers(),
            job.webPort().isPresent()
                ? Optional.of(config.loopback(job.webPort().getAsInt()))
                : Optional.empty());
    if (config.webhook().isPresent()) {
      parts
          .add(
              new LagNotifications(
                  web::lag, config.webhook().get(), addresses.web(), clock, deliveries))
          .start();
      parts
          .add(
              new FindingNotifications(
                  kafka.bootstrapServers(),
                  config.webhook().get(),
                  addresses.web(),
                  rules.agents(),
                  clock,
                  deliveries))
          .start();
    }
    awaitCanary(canary, clock);
    RunFile runFile = new RunFile(home);
    runFile.write(new RunFile.Entry(ProcessHandle.current().pid(), addresses));
    parts.add(runFile::remove);
    return new RunningLeeway(parts, addresses, job);
  }

  private static ClickHouseConfig engineConfig(LeewayConfig config) {
    Path root = Path.of(System.getProperty("leeway.root", "."));
    return ClickHouseConfig.inHome(config.home(), EngineLibrary.under(root))
        .withPort(config.clickHousePort());
  }

  private static StreamJobsConfig jobConfig(
      LeewayConfig config, String bootstrapServers, StorageConfig storage) throws IOException {
    Path home = config.home();
    StreamJobsConfig usual =
        StreamJobsConfig.defaults(
            bootstrapServers, storage, InstallSecret.of(home), home.resolve("stream-jobs"));
    ExternalTenants tenants = config.external();
    return usual
        .withTopics(
            usual.spans().withExternal(Topics.SPANS_EXTERNAL, tenants.spans()),
            usual.metrics().withExternal(Topics.METRICS_EXTERNAL, tenants.metrics()),
            usual.logs().withExternal(Topics.LOGS_EXTERNAL, tenants.logs()))
        .withParallelism(1)
        .withWebPort(config.flinkPort());
  }

  /**
   * One partition of spans: on one machine a second one buys nothing, and what is replayed faster
   * than it happened stays in the order of its event time.
   */
  private static EmbeddedKafkaConfig kafkaConfig(LeewayConfig config) {
    return EmbeddedKafkaConfig.defaults(config.home().resolve("kafka"))
        .withPort(config.kafkaPort())
        .withPartitions(1, 1);
  }

  private static EmbeddedKafka join(CompletableFuture<EmbeddedKafka> broker) throws IOException {
    try {
      return broker.join();
    } catch (CompletionException e) {
      throw new IOException(String.valueOf(e.getCause()), e);
    }
  }

  /** A job that waits for its storage is still worth opening the doors for, so this gives up. */
  private static void awaitCanary(Canary canary, InstantSource clock) throws InterruptedException {
    Instant deadline = clock.instant().plus(CANARY_PATIENCE);
    while (!canary.fresh() && clock.instant().isBefore(deadline)) {
      Thread.sleep(50);
    }
  }

  public Addresses addresses() {
    return addresses;
  }

  /** Whether all that was accepted is stored and every run that can be closed is. */
  public boolean settled() {
    try {
      return job.settled();
    } catch (KafkaException e) {
      return false;
    }
  }

  @Override
  public void close() {
    parts.close();
  }
}
