package dev.leeway.webui.backtest;

import dev.leeway.signals.backtest.BacktestReport;
import dev.leeway.signals.rules.RuleBook;
import dev.leeway.signals.rules.RulesRead;
import dev.leeway.storage.backtest.BacktestLimits;
import dev.leeway.storage.backtest.BacktestOrder;
import dev.leeway.storage.backtest.BacktestRunner;
import dev.leeway.storage.http.ClickHouseClient;
import dev.leeway.storage.query.TimeRange;
import dev.leeway.storage.rules.RulesFile;
import dev.leeway.webui.config.WebUiConfig;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.stereotype.Service;

/**
 * Runs backtests, one at a time and within what this process can spare; larger ones are the
 * command's. Thread-safe.
 */
@Service
public class BacktestService implements AutoCloseable {
  private static final BacktestLimits LIMITS = new BacktestLimits(3_000_000, 96L << 20);

  private final ClickHouseClient clickHouse;
  private final String tenantId;
  private final AtomicBoolean busy = new AtomicBoolean();

  BacktestService(WebUiConfig config) {
    this.clickHouse = new ClickHouseClient(config.storage());
    this.tenantId = config.tenantId();
  }

  /**
   * Returns when all is tested.
   *
   * @param rules as written, in YAML or JSON
   * @param agent the only one to look at; empty for all
   */
  public BacktestReport run(String rules, String agent, TimeRange range, boolean otherWishes) {
    RuleBook book =
        switch (RulesFile.parse(rules)) {
          case RulesRead.Good read -> read.book();
          case RulesRead.Bad bad -> throw new RulesRefusedException(bad.problems());
        };
    BacktestOrder order = new BacktestOrder(tenantId, agent, range, book, otherWishes);
    if (!busy.compareAndSet(false, true)) {
      throw new BacktestBusyException();
    }
    try {
      return new BacktestRunner(clickHouse, LIMITS).run(order, (done, rows) -> {});
    } finally {
      busy.set(false);
    }
  }

  @Override
  public void close() {
    clickHouse.close();
  }
}
