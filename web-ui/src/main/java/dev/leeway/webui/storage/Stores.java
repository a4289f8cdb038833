package dev.leeway.webui.storage;

import com.zaxxer.hikari.HikariDataSource;
import dev.leeway.storage.pool.ReadPool;
import dev.leeway.storage.query.AgentStore;
import dev.leeway.storage.query.BaselineStore;
import dev.leeway.storage.query.ContractStore;
import dev.leeway.storage.query.DeploymentStore;
import dev.leeway.storage.query.DetailStore;
import dev.leeway.storage.query.EvaluationStore;
import dev.leeway.storage.query.FindingStore;
import dev.leeway.storage.query.IncidentEventStore;
import dev.leeway.storage.query.IngestStore;
import dev.leeway.storage.query.MetricStore;
import dev.leeway.storage.query.RouteValueStore;
import dev.leeway.storage.query.RunStore;
import dev.leeway.storage.query.ServingStore;
import dev.leeway.storage.query.SourceStore;
import dev.leeway.storage.query.SpanStore;
import dev.leeway.storage.query.SpendStore;
import dev.leeway.storage.query.StatusStore;
import dev.leeway.storage.query.VersionStore;
import dev.leeway.storage.query.WindowStore;
import dev.leeway.webui.config.WebUiConfig;
import dev.leeway.webui.config.WebUiSettings;
import dev.leeway.webui.lag.LagReader;
import dev.leeway.webui.lag.LagReading;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes the pool, the stores over it and what is asked of them for everybody. */
@Configuration(proxyBeanMethods = false)
class Stores {
  @Bean(destroyMethod = "close")
  HikariDataSource readPool(WebUiConfig config) {
    return ReadPool.of(config.storage());
  }

  @Bean
  AgentStore agentStore(HikariDataSource pool) {
    return new AgentStore(pool);
  }

  @Bean
  ContractStore contractStore(HikariDataSource pool) {
    return new ContractStore(pool);
  }

  @Bean
  RunStore runStore(HikariDataSource pool) {
    return new RunStore(pool);
  }

  @Bean
  SpanStore spanStore(HikariDataSource pool) {
    return new SpanStore(pool);
  }

  @Bean
  WindowStore windowStore(HikariDataSource pool) {
    return new WindowStore(pool);
  }

  @Bean
  BaselineStore baselineStore(HikariDataSource pool) {
    return new BaselineStore(pool);
  }

  @Bean
  MetricStore metricStore(HikariDataSource pool) {
    return new MetricStore(pool);
  }

  @Bean
  FindingStore findingStore(HikariDataSource pool) {
    return new FindingStore(pool);
  }

  @Bean
  StatusStore statusStore(HikariDataSource pool) {
    return new StatusStore(pool);
  }

  @Bean
  DetailStore detailStore(HikariDataSource pool) {
    return new DetailStore(pool);
  }

  @Bean
  VersionStore versionStore(HikariDataSource pool) {
    return new VersionStore(pool);
  }

  @Bean
  RouteValueStore routeValueStore(HikariDataSource pool) {
    return new RouteValueStore(pool);
  }

  @Bean
  DeploymentStore deploymentStore(HikariDataSource pool) {
    return new DeploymentStore(pool);
  }

  @Bean
  IncidentEventStore incidentEventStore(HikariDataSource pool) {
    return new IncidentEventStore(pool);
  }

  @Bean
  SourceStore sourceStore(HikariDataSource pool) {
    return new SourceStore(pool);
  }

  @Bean
  EvaluationStore evaluationStore(HikariDataSource pool) {
    return new EvaluationStore(pool);
  }

  @Bean
  SpendStore spendStore(HikariDataSource pool) {
    return new SpendStore(pool);
  }

  @Bean
  ServingStore servingStore(HikariDataSource pool) {
    return new ServingStore(pool);
  }

  @Bean
  IngestStore ingestStore(HikariDataSource pool) {
    return new IngestStore(pool);
  }

  @Bean
  LagReader lagReader(IngestStore ingest, WebUiSettings settings) {
    return new LagReader(() -> LagReading.of(ingest), settings.clock());
  }
}
