package dev.leeway.webui.rest;

import dev.leeway.signals.backtest.BacktestReport;
import dev.leeway.storage.backtest.BacktestJson;
import dev.leeway.storage.backtest.BacktestOrder;
import dev.leeway.storage.query.TimeRange;
import dev.leeway.storage.rules.RulesText;
import dev.leeway.webui.backtest.BacktestService;
import dev.leeway.webui.config.WebUiSettings;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What rules would have found. */
@RestController
@RequestMapping(path = "/api/v1/backtest", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "backtest")
final class BacktestController {
  private final BacktestService backtests;
  private final InstantSource clock;

  BacktestController(BacktestService backtests, WebUiSettings settings) {
    this.backtests = backtests;
    this.clock = settings.clock();
  }

  @PostMapping
  @Operation(
      summary = "What the rules in the body would have found in the windows that are stored",
      description =
          "The body is a rules file, YAML or JSON. Asked are the last days, or from and to. One"
              + " backtest runs at a time; 429 asks to come later, 422 says that it would be too"
              + " large, 400 lists all that is wrong with the rules.")
  String run(
      HttpServletRequest request,
      @RequestParam(required = false) @Nullable Double days,
      @RequestParam(required = false) @Nullable String from,
      @RequestParam(required = false) @Nullable String to,
      @RequestParam(defaultValue = "") String agent,
      @RequestParam(defaultValue = "true") boolean wishes)
      throws IOException {
    BacktestReport report = backtests.run(body(request), agent, range(days, from, to), wishes);
    return BacktestJson.write(report);
  }

  private TimeRange range(@Nullable Double days, @Nullable String from, @Nullable String to) {
    if (days != null && (from != null || to != null)) {
      throw new IllegalArgumentException("expected days, or from and to, came both");
    }
    return days == null
        ? AskedRange.of(from, to, clock)
        : BacktestOrder.days(days, clock.instant());
  }

  private static String body(HttpServletRequest request) throws IOException {
    byte[] bytes = request.getInputStream().readNBytes(RulesText.LENGTH_MAX + 1);
    if (bytes.length > RulesText.LENGTH_MAX) {
      throw new TooLargeException(
          "expected at most %d bytes of rules, came more".formatted(RulesText.LENGTH_MAX));
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
