package dev.leeway.webui.finding;

import dev.leeway.signals.control.BaselineControl;
import dev.leeway.signals.drift.BaselineOrder;
import dev.leeway.signals.finding.Finding;
import dev.leeway.storage.query.StoredBaseline;
import dev.leeway.storage.query.WindowStore;
import dev.leeway.webui.config.WebUiSettings;
import dev.leeway.webui.journal.KafkaJournal;
import io.micrometer.core.instrument.Counter;
import org.springframework.stereotype.Service;

/** Hands what people hold to be normal to the detectors, through the topic of controls. */
@Service
public class BaselineOrders {
  private final KafkaJournal journal;
  private final WindowStore windows;
  private final WebUiSettings settings;
  private final Counter taken;

  BaselineOrders(KafkaJournal journal, WindowStore windows, WebUiSettings settings) {
    this.journal = journal;
    this.windows = windows;
    this.settings = settings;
    taken = settings.metrics().counter("leeway.web.baseline.orders");
  }

  /** What is seen since the finding's onset is normal. */
  void accept(Finding finding, String actor) {
    take(BaselineOrder.accept(finding.slice(), finding.signal(), now(), actor));
  }

  /** What the finding was compared with is normal until that is taken back. */
  void pin(Finding finding, String actor) {
    StoredBaseline stored =
        windows
            .storedBaseline(finding.slice().tenantId(), finding.baselineId())
            .orElseThrow(() -> new IllegalStateException("its baseline is not stored any more"));
    take(
        BaselineOrder.pin(
            finding.slice(),
            finding.signal(),
            now(),
            stored.from().toEpochMilli(),
            stored.to().toEpochMilli(),
            stored.buckets(),
            stored.zeros(),
            actor));
  }

  /** What was seen lately is normal again. */
  void unpin(Finding finding, String actor) {
    take(BaselineOrder.unpin(finding.slice(), finding.signal(), now(), actor));
  }

  /**
   * Makes an order durable; detectors follow it within a pane.
   *
   * @throws dev.leeway.webui.journal.JournalException when it is not certain that it was taken
   */
  public void take(BaselineOrder order) {
    journal.append(
        KafkaJournal.CONTROL,
        order.slice().tenantId(),
        BaselineControl.key(order),
        BaselineControl.json(order));
    taken.increment();
  }

  private long now() {
    return settings.clock().millis();
  }
}
