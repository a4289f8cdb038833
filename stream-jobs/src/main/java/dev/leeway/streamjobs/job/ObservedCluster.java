package dev.leeway.streamjobs.job;

import dev.leeway.streamjobs.metrics.JobMetrics;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.metrics.MetricRegistryConfiguration;
import org.apache.flink.runtime.metrics.MetricRegistryImpl;
import org.apache.flink.runtime.metrics.ReporterSetupBuilder;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;

/** Flink's cluster in this JVM, with its metrics handed to an object instead of a service. */
@SuppressWarnings("try") // How MiniCluster declares close() is Flink's choice.
final class ObservedCluster extends MiniCluster {
  private final JobMetrics metrics;

  ObservedCluster(MiniClusterConfiguration configuration, JobMetrics metrics) {
    super(configuration);
    this.metrics = metrics;
  }

  @Override
  protected MetricRegistryImpl createMetricRegistry(Configuration config, long messageBytesMax) {
    return new MetricRegistryImpl(
        MetricRegistryConfiguration.fromConfiguration(config, messageBytesMax),
        List.of(ReporterSetupBuilder.METRIC_SETUP_BUILDER.forReporter("leeway", metrics)));
  }
}
