package dev.leeway.webui.action;

import dev.leeway.storage.query.IncidentEvent;
import dev.leeway.storage.query.IncidentEventStore;
import dev.leeway.storage.query.QueryFailedException;
import dev.leeway.webui.config.WebUiConfig;
import dev.leeway.webui.config.WebUiSettings;
import io.micrometer.core.instrument.Counter;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/**
 * Takes what people do about findings, and says how findings stand.
 *
 * <p>Kafka is the truth and comes first; the copy in ClickHouse is for reading. Where the copy
 * fails the action was taken all the same, which is counted and logged.
 */
@Service
public class FindingActions {
  /** Whoever uses the pages while there is no login. */
  public static final String LOCAL_ACTOR = "local user";

  private static final Logger LOG = LoggerFactory.getLogger(FindingActions.class);

  private final ActionPublisher publisher;
  private final IncidentEventStore history;
  private final WebUiSettings settings;
  private final String tenantId;
  private final Counter taken;
  private final Counter uncopied;

  public FindingActions(
      ActionPublisher publisher,
      IncidentEventStore history,
      WebUiSettings settings,
      WebUiConfig config) {
    this.publisher = publisher;
    this.history = history;
    this.settings = settings;
    tenantId = config.tenantId();
    taken = settings.metrics().counter("leeway.web.finding.actions");
    uncopied = settings.metrics().counter("leeway.web.finding.actions.uncopied");
  }

  public FindingAction acknowledge(String findingId, String actor, String note) {
    return take(findingId, ActionKind.ACKNOWLEDGED, actor, note, Optional.empty());
  }

  public FindingAction silence(String findingId, Duration length, String actor, String note) {
    Instant until = settings.clock().instant().plus(length);
    return take(findingId, ActionKind.SILENCED, actor, note, Optional.of(until));
  }

  public FindingAction resolve(String findingId, String actor, String note) {
    return take(findingId, ActionKind.RESOLVED, actor, note, Optional.empty());
  }

  public FindingAction reopen(String findingId, String actor, String note) {
    return take(findingId, ActionKind.REOPENED, actor, note, Optional.empty());
  }

  /** Everything that was done about a finding, oldest first. */
  public List<FindingAction> history(String findingId) {
    return history.of(tenantId, List.of(findingId)).stream()
        .flatMap(event -> FindingAction.parse(event.body()).stream())
        .sorted(Comparator.comparingLong(FindingAction::revision))
        .toList();
  }

  /** The newest action of each finding that still holds; others are absent. */
  public Map<String, FindingAction> standing(Collection<String> findingIds) {
    Map<String, FindingAction> newest = new HashMap<>();
    for (IncidentEvent event : history.of(tenantId, findingIds)) {
      FindingAction.parse(event.body())
          .ifPresent(action ->
              newest.merge(
                  action.findingId(), action, (a, b) -> a.revision() > b.revision() ? a : b));
    }
    Instant now = settings.clock().instant();
    newest.values().removeIf(action -> !action.holds(now));
    return newest;
  }

  private FindingAction take(
      String findingId, ActionKind kind, String actor, String note, Optional<Instant> until) {
    Instant now = settings.clock().instant();
    // Milliseconds order the actions of one finding well enough: people make them.
    FindingAction action =
        new FindingAction(tenantId, findingId, now.toEpochMilli(), kind, now, actor, note, until);
    publisher.publish(action);
    taken.increment();
    try {
      history.append(
          new IncidentEvent(
              tenantId, findingId, action.revision(), kind.name(), now, actor, action.json()));
    } catch (QueryFailedException e) {
      uncopied.increment();
      LOG.warn("action taken, but not copied to ClickHouse: finding={}", findingId, e);
    }
    return action;
  }
}
