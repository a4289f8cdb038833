package dev.leeway.webui.action;

import dev.leeway.webui.journal.KafkaJournal;
import org.springframework.stereotype.Component;

/**
 * Publishes actions to the topic of incidents. The record key is tenant and finding, so that
 * compaction keeps how each finding stands.
 */
@Component
class KafkaActionPublisher implements ActionPublisher {
  private final KafkaJournal journal;

  KafkaActionPublisher(KafkaJournal journal) {
    this.journal = journal;
  }

  @Override
  public void publish(FindingAction action) {
    journal.append(
        KafkaJournal.INCIDENTS,
        action.tenantId(),
        action.tenantId() + "/" + action.findingId(),
        action.json());
  }
}
