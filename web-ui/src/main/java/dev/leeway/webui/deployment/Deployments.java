package dev.leeway.webui.deployment;

import dev.leeway.signals.control.DeploymentMarker;
import dev.leeway.signals.control.DeploymentWithdrawal;
import dev.leeway.storage.query.DeploymentStore;
import dev.leeway.storage.query.QueryFailedException;
import dev.leeway.storage.query.TimeRange;
import dev.leeway.webui.config.WebUiConfig;
import dev.leeway.webui.config.WebUiSettings;
import dev.leeway.webui.journal.KafkaJournal;
import io.micrometer.core.instrument.Counter;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/**
 * Takes deployment markers in, and lists them.
 *
 * <p>The topic of controls is the truth, because detectors read it; the table is a copy for pages.
 * Where the copy fails the marker was taken all the same, which is counted and logged: told again
 * it is the same marker.
 */
@Service
public class Deployments {
  private static final Logger LOG = LoggerFactory.getLogger(Deployments.class);

  private final KafkaJournal journal;
  private final DeploymentStore markers;
  private final String tenantId;
  private final Counter taken;
  private final Counter withdrawn;
  private final Counter uncopied;

  public Deployments(
      KafkaJournal journal, DeploymentStore markers, WebUiSettings settings, WebUiConfig config) {
    this.journal = journal;
    this.markers = markers;
    tenantId = config.tenantId();
    taken = settings.metrics().counter("leeway.web.deployments");
    withdrawn = settings.metrics().counter("leeway.web.deployments.withdrawn");
    uncopied = settings.metrics().counter("leeway.web.deployments.uncopied");
  }

  /**
   * Makes a marker durable.
   *
   * @throws dev.leeway.webui.journal.JournalException when it is not certain that it was taken
   */
  public void take(DeploymentMarker marker) {
    journal.append(KafkaJournal.CONTROL, marker.tenantId(), marker.key(), marker.json());
    taken.increment();
    copy(marker, () -> markers.append(marker));
  }

  /**
   * Takes a marker back that somebody told; detectors follow as they follow a marker.
   *
   * @param by who takes it back; kept with the marker's last row
   * @return what was taken back; empty where nobody told such a marker
   * @throws dev.leeway.webui.journal.JournalException when it is not certain that it was taken back
   */
  public Optional<DeploymentMarker> withdraw(String markerId, long revision, String by) {
    Optional<DeploymentMarker> told =
        markers.find(tenantId, markerId).map(marker -> marker.revised(revision, by));
    told.ifPresent(marker -> {
      DeploymentWithdrawal withdrawal = new DeploymentWithdrawal(marker);
      journal.append(KafkaJournal.CONTROL, tenantId, withdrawal.key(), withdrawal.json());
      withdrawn.increment();
      copy(marker, () -> markers.withdraw(marker));
    });
    return told;
  }

  private void copy(DeploymentMarker marker, Runnable write) {
    try {
      write.run();
    } catch (QueryFailedException e) {
      uncopied.increment();
      LOG.warn("deployment taken, but not copied to ClickHouse: marker={}", marker.key(), e);
    }
  }

  /** Markers of the range, newest first; an empty agent or environment is any. */
  public List<DeploymentMarker> list(String agent, String environment, TimeRange range, int limit) {
    return markers.list(tenantId, agent, environment, range, limit);
  }
}
