package dev.leeway.webui.rest;

import dev.leeway.signals.drift.BaselineOrder;
import dev.leeway.signals.drift.DriftConfig;
import dev.leeway.signals.drift.Watch;
import dev.leeway.signals.drift.Watches;
import dev.leeway.signals.window.Slice;
import dev.leeway.storage.query.AgentStore;
import dev.leeway.storage.query.BaselineStore;
import dev.leeway.storage.query.SignalValues;
import dev.leeway.storage.query.TimeRange;
import dev.leeway.storage.query.WindowStore;
import dev.leeway.webui.config.WebUiConfig;
import dev.leeway.webui.config.WebUiSettings;
import dev.leeway.webui.finding.BaselineOrders;
import dev.leeway.webui.finding.FourWeekStanding;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What is normal for a signal of a slice, out; and people's words on it, in. */
@RestController
@RequestMapping(path = "/api/v1/baselines", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "baselines")
final class BaselinesController {
  private static final int RUNS_MIN = DriftConfig.defaults().baselineRunsMin();

  private final BaselineOrders orders;
  private final BaselineStore baselines;
  private final FourWeekStanding fourWeeks;
  private final WindowStore windows;
  private final AgentStore agents;
  private final InstantSource clock;
  private final Watches watches;
  private final String tenant;

  BaselinesController(
      BaselineOrders orders,
      BaselineStore baselines,
      FourWeekStanding fourWeeks,
      WindowStore windows,
      AgentStore agents,
      WebUiSettings settings,
      WebUiConfig config) {
    this.orders = orders;
    this.baselines = baselines;
    this.fourWeeks = fourWeeks;
    this.windows = windows;
    this.agents = agents;
    this.clock = settings.clock();
    this.watches = settings.rules().detection().watches();
    this.tenant = config.tenantId();
  }

  /**
   * A word on a signal of a slice; agent and signal must be there.
   *
   * @param environment null for that in which the agent was heard last
   * @param from of a pin, the stretch that is normal
   */
  record Word(
      @Nullable String agent,
      @Nullable String signal,
      @Nullable String environment,
      @Nullable String dimension,
      @Nullable String value,
      @Nullable String from,
      @Nullable String to,
      @Nullable String by) {}

  /** What was taken. */
  record Taken(
      String order, String signal, Map<String, String> slice, Instant at, long runs, String by) {

    static Taken of(BaselineOrder order) {
      return new Taken(
          order.kind().name(),
          order.signal(),
          order.slice().pairs(),
          Instant.ofEpochMilli(order.atMillis()),
          order.counts().count(),
          order.author());
    }
  }

  @GetMapping
  @Operation(
      summary = "Stored baselines of a signal of a slice, newest first",
      description =
          "slot is REFERENCE, PREVIOUS, YESTERDAY, LAST_WEEK, FROZEN or PINNED; a PINNED one without"
              + " runs says that the pin was taken back. At most 100. Of a whole agent the first is"
              + " FOUR_WEEKS: state learning with hours scored of hours_needed, or stable, the days of"
              + " the last days_needed that are known, and what is expected of this hour. It is"
              + " computed when it is asked for.")
  Items<BaselineJson> list(
      @RequestParam String agent,
      @RequestParam String signal,
      @RequestParam(required = false) @Nullable String environment,
      @RequestParam(defaultValue = "") String dimension,
      @RequestParam(defaultValue = "") String value) {
    boolean rate = goodOf(signal) != null;
    Slice slice = sliceOf(agent, environment, dimension, value);
    return Items.all(
        Stream.concat(
                fourWeeks.of(slice, signal, clock.instant()).stream().map(BaselineJson::of),
                baselines.of(slice, signal).stream().map(kept -> BaselineJson.of(kept, rate)))
            .toList());
  }

  @PutMapping("/pin")
  @ResponseStatus(HttpStatus.ACCEPTED)
  @Operation(
      summary = "Pins what is normal: the values from one time to another",
      description =
          "202 once Kafka has it. The signal is compared with these values alone, until the pin is"
              + " taken back. At least 200 runs; a later pin takes the place of an earlier one.")
  Taken pin(@RequestBody Word word) {
    if (word.from() == null || word.to() == null) {
      throw new IllegalArgumentException("from and to: expected the stretch that is normal");
    }
    Slice slice = sliceOf(word);
    String signal = watched(word);
    TimeRange range = AskedRange.of(word.from(), word.to(), clock);
    SignalValues values = windows.values(slice, signal, range, clock.instant());
    Set<String> good = goodOf(signal);
    Map<Integer, Long> buckets =
        good == null ? values.distribution().buckets() : badOf(values, good);
    long zeros = good == null ? values.distribution().zeros() : goodOf(values, good);
    BaselineOrder order =
        BaselineOrder.pin(
            slice,
            signal,
            clock.millis(),
            range.from().toEpochMilli(),
            range.to().toEpochMilli(),
            buckets,
            zeros,
            text(word.by()));
    if (order.counts().count() < RUNS_MIN) {
      throw new IllegalArgumentException(
          "expected at least %d runs from %s to %s, came %d"
              .formatted(RUNS_MIN, range.from(), range.to(), order.counts().count()));
    }
    return taken(order);
  }

  @DeleteMapping("/pin")
  @ResponseStatus(HttpStatus.ACCEPTED)
  @Operation(summary = "Takes a pin back: what was seen lately is normal again")
  Taken unpin(
      @RequestParam String agent,
      @RequestParam String signal,
      @RequestParam(required = false) @Nullable String environment,
      @RequestParam(defaultValue = "") String dimension,
      @RequestParam(defaultValue = "") String value,
      @RequestParam(defaultValue = "") String by) {
    Word word = new Word(agent, signal, environment, dimension, value, null, null, by);
    return taken(BaselineOrder.unpin(sliceOf(word), watched(word), clock.millis(), text(by)));
  }

  @PostMapping("/accept")
  @ResponseStatus(HttpStatus.ACCEPTED)
  @Operation(
      summary = "Takes what is seen now as normal",
      description = "An open finding of the signal closes, and is learned from its onset on.")
  Taken accept(@RequestBody Word word) {
    return taken(
        BaselineOrder.accept(sliceOf(word), watched(word), clock.millis(), text(word.by())));
  }

  private Taken taken(BaselineOrder order) {
    orders.take(order);
    return Taken.of(order);
  }

  private Slice sliceOf(Word word) {
    return sliceOf(
        text(word.agent()), word.environment(), text(word.dimension()), text(word.value()));
  }

  private Slice sliceOf(
      String agent, @Nullable String environment, String dimension, String value) {
    String heard =
        environment != null
            ? environment
            : agents
                .environmentOf(tenant, agent)
                .orElseThrow(() -> new NotFoundException("no agent named " + agent));
    Slice whole = Slice.ofAgent(tenant, heard, agent);
    return dimension.isEmpty() && value.isEmpty() ? whole : whole.with(dimension, value);
  }

  private String watched(Word word) {
    String signal = text(word.signal());
    if (watches.of(signal).isEmpty()) {
      throw new IllegalArgumentException(
          "signal: expected one that is watched for drift, came " + signal);
    }
    return signal;
  }

  /** The good categories of a rate; null for what is no rate. */
  private @Nullable Set<String> goodOf(String signal) {
    return watches.of(signal).orElse(null) instanceof Watch.Rate rate
        ? rate.goodCategories()
        : null;
  }

  private static long goodOf(SignalValues values, Set<String> good) {
    return values.categories().entrySet().stream()
        .filter(category -> good.contains(category.getKey()))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /** Which bad category it is makes no difference to a rate. */
  private static Map<Integer, Long> badOf(SignalValues values, Set<String> good) {
    long all = values.categories().values().stream().mapToLong(Long::longValue).sum();
    long bad = all - goodOf(values, good);
    return bad == 0 ? Map.of() : Map.of(0, bad);
  }

  private static String text(@Nullable String told) {
    return told == null ? "" : told.strip();
  }
}
