package dev.leeway.webui.finding;

import dev.leeway.signals.event.TraceId;
import dev.leeway.signals.finding.Finding;
import dev.leeway.signals.finding.FindingState;
import dev.leeway.signals.run.Run;
import dev.leeway.signals.window.Dimensions;
import dev.leeway.signals.window.Slice;
import dev.leeway.storage.query.AgentStore;
import dev.leeway.storage.query.DetailStore;
import dev.leeway.storage.query.FindingFilter;
import dev.leeway.storage.query.FindingStore;
import dev.leeway.storage.query.RunStore;
import dev.leeway.storage.query.StatusStore;
import dev.leeway.storage.query.TimeRange;
import dev.leeway.storage.query.WindowStep;
import dev.leeway.storage.query.WindowStore;
import dev.leeway.webui.action.FindingActions;
import dev.leeway.webui.config.WebUiConfig;
import dev.leeway.webui.config.WebUiSettings;
import dev.leeway.webui.range.RangeChoice;
import dev.leeway.webui.telemetry.TelemetryService;
import dev.leeway.webui.words.FindingGroup;
import dev.leeway.webui.words.SignalWords;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** Puts the list of findings, and one finding's page, together. */
@Service
public class FindingService {
  static final int LIST_MAX = 200;

  private static final int POINTS = 160;
  private static final Duration BEFORE_MIN = Duration.ofHours(2);
  private static final Duration BASELINE_MIN = Duration.ofHours(1);

  /** A baseline slot's usual length, and as far back as the substitute for a lost one reaches. */
  private static final Duration SUBSTITUTE = Duration.ofHours(6);

  private final FindingStore findings;
  private final WindowStore windows;
  private final RunStore runs;
  private final FindingActions actions;
  private final DetailStore details;
  private final StatusStore statuses;
  private final AgentStore agents;
  private final TelemetryService telemetry;
  private final WebUiSettings settings;
  private final String tenantId;

  FindingService(
      FindingStore findings,
      WindowStore windows,
      RunStore runs,
      FindingActions actions,
      DetailStore details,
      StatusStore statuses,
      AgentStore agents,
      TelemetryService telemetry,
      WebUiSettings settings,
      WebUiConfig config) {
    this.findings = findings;
    this.windows = windows;
    this.runs = runs;
    this.actions = actions;
    this.details = details;
    this.statuses = statuses;
    this.agents = agents;
    this.telemetry = telemetry;
    this.settings = settings;
    tenantId = config.tenantId();
  }

  /** Open findings are shown whenever they began; others as far as they reach into the range. */
  FindingsPage list(FindingFilter filter, RangeChoice choice) {
    Instant now = settings.clock().instant();
    boolean anyTime = filter.state().equals(FindingState.OPEN.name()) || isHistory(filter);
    TimeRange range =
        anyTime
            ? TimeRange.before(now.plusSeconds(300), RangeChoice.LENGTH_MAX)
            : choice.resolve(now);
    List<Finding> found = findings.list(tenantId, range, filter, LIST_MAX);
    return new FindingsPage(
        found,
        actions.standing(found.stream().map(Finding::findingId).toList()),
        owners(found),
        found.size() == LIST_MAX,
        now.truncatedTo(ChronoUnit.MINUTES));
  }

  private Map<String, String> owners(List<Finding> found) {
    Map<String, String> owners = new HashMap<>();
    for (Finding finding : found) {
      String owner = settings.rules().agents().of(finding.slice(), finding.signal()).owner();
      if (!owner.isEmpty()) {
        owners.put(finding.findingId(), owner);
      }
    }
    return owners;
  }

  Optional<FindingPage> page(String findingId) {
    return findings.byId(tenantId, findingId).map(this::page);
  }

  private FindingPage page(Finding finding) {
    Instant now = settings.clock().instant();
    TimeRange since = since(finding, now);
    Duration before = longer(since.length(), BEFORE_MIN);
    TimeRange shown = new TimeRange(since.from().minus(before), since.to());
    WindowStep step = WindowStep.of(shown, POINTS, now);
    ComparedWith compared =
        ComparedWith.of(
            SignalWords.of(finding.signal()).categorical(),
            finding.baselineId().isEmpty()
                ? Optional.empty()
                : windows.storedBaseline(tenantId, finding.baselineId()),
            TimeRange.before(since.from(), substituteLength(since)),
            range -> windows.values(finding.slice(), finding.signal(), range, now));
    return new FindingPage(
        finding,
        settings.rules().agents().of(finding.slice(), finding.signal()),
        shown,
        step,
        windows.series(finding.slice(), finding.signal(), shown, step),
        windows.values(finding.slice(), finding.signal(), since, now),
        compared.values(),
        compared.words(),
        elsewhere(finding, now),
        examples(finding),
        actions.history(finding.findingId()),
        around(finding, shown),
        telemetry.of(finding.slice(), since));
  }

  private Surrounding around(Finding finding, TimeRange shown) {
    Slice slice = finding.slice();
    return new Surrounding(
        details.of(finding),
        statuses.of(slice, finding.signal()),
        agents.deployments(tenantId, slice.agent(), shown),
        newModels(Slice.ofAgent(tenantId, slice.environment(), slice.agent()), shown));
  }

  /** Models first seen in the range, while others were known before it. */
  private Map<String, Instant> newModels(Slice agent, TimeRange shown) {
    Map<String, Instant> first = new HashMap<>(windows.firstSeen(agent, Dimensions.MODEL));
    boolean known = first.values().stream().anyMatch(at -> at.isBefore(shown.from()));
    first.values().removeIf(at -> !known || !shown.contains(at));
    return first;
  }

  private List<Finding> elsewhere(Finding finding, Instant now) {
    FindingFilter same =
        new FindingFilter(
            finding.slice().agent(), finding.signal(), "", "", Optional.of(finding.history()));
    TimeRange ever = TimeRange.before(now.plusSeconds(300), RangeChoice.LENGTH_MAX);
    return findings.list(tenantId, ever, same, LIST_MAX).stream()
        .filter(other -> !other.findingId().equals(finding.findingId()))
        .filter(other -> FindingGroup.sameChange(finding, other))
        .toList();
  }

  private List<Run> examples(Finding finding) {
    return runs.ofTraces(
        tenantId, finding.exemplarTraceIds().stream().map(TraceId::parse).toList());
  }

  private static TimeRange since(Finding finding, Instant now) {
    Instant onset = Instant.ofEpochMilli(finding.onsetMillis());
    Instant end =
        finding.state() == FindingState.CLOSED
            ? Instant.ofEpochMilli(finding.closedAtMillis())
            : finding.history() ? Instant.ofEpochMilli(finding.updatedAtMillis()) : now;
    return new TimeRange(onset, end.isAfter(onset) ? end : onset.plus(BASELINE_MIN));
  }

  private static Duration substituteLength(TimeRange since) {
    Duration length = longer(since.length(), BASELINE_MIN);
    return length.compareTo(SUBSTITUTE) > 0 ? SUBSTITUTE : length;
  }

  private static boolean isHistory(FindingFilter filter) {
    return filter.history().orElse(false);
  }

  private static Duration longer(Duration a, Duration b) {
    return a.compareTo(b) > 0 ? a : b;
  }
}
