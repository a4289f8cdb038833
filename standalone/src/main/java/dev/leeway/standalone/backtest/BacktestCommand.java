package dev.leeway.standalone.backtest;

import dev.leeway.signals.backtest.BacktestRefusedException;
import dev.leeway.signals.backtest.BacktestReport;
import dev.leeway.signals.rules.RuleBook;
import dev.leeway.signals.rules.RulesRead;
import dev.leeway.standalone.running.Addresses;
import dev.leeway.storage.StorageConfig;
import dev.leeway.storage.StorageException;
import dev.leeway.storage.backtest.BacktestJson;
import dev.leeway.storage.backtest.BacktestLimits;
import dev.leeway.storage.backtest.BacktestOrder;
import dev.leeway.storage.backtest.BacktestRunner;
import dev.leeway.storage.http.ClickHouseClient;
import dev.leeway.storage.query.TimeRange;
import dev.leeway.storage.rules.RulesFile;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code leeway backtest}: how often the rules of a file would have fired. */
@Command(
    name = "backtest",
    mixinStandardHelpOptions = true,
    description = {
      "Says what the rules of a file would have found in the windows that are stored, and how many"
          + " pages a week that makes.",
      "Reads what the Leeway of this home has stored; changes nothing."
    },
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:tested",
      "1:refused as too large, or what runs here doesn't answer",
      "2:the call or the rules file can't be understood",
      "3:nothing runs here"
    })
public final class BacktestCommand implements Callable<Integer> {
  private static final long STATE_BYTES_MAX = 192L << 20;
  private static final int PROGRESS_PERCENT = 10;

  private final InstantSource clock;
  private final Path home;
  private final Optional<Addresses> running;
  private final PrintStream out;
  private final PrintStream err;

  @Parameters(paramLabel = "RULES", description = "The rules file, YAML or JSON.")
  private Path rules = Path.of("rules.yaml");

  @Option(names = "--days", paramLabel = "N", description = "The last days. Default: 7.")
  private double days = 7;

  @Option(names = "--from", paramLabel = "INSTANT", description = "Instead of --days.")
  private @Nullable Instant from;

  @Option(names = "--to", paramLabel = "INSTANT", description = "Default: now.")
  private @Nullable Instant to;

  @Option(
      names = "--agent",
      paramLabel = "NAME",
      description = "This agent alone, as if the tenant had no other.")
  private String agent = "";

  @Option(names = "--tenant", paramLabel = "ID", description = "Default: default.")
  private String tenant = "default";

  @Option(
      names = "--no-wishes",
      description = "Without the table of other wishes for false pages: a fifth of the work.")
  private boolean noWishes;

  @Option(
      names = "--max-rows",
      paramLabel = "N",
      description = "Stored rows that may be read. Default: ${DEFAULT-VALUE}.",
      defaultValue = "20000000")
  private long rowsMax;

  @Option(names = "--json", description = "Prints JSON.")
  private boolean json;

  /**
   * Reads nothing yet.
   *
   * @param running where the Leeway of this home answers; empty when none runs
   */
  public BacktestCommand(
      InstantSource clock,
      Path home,
      Optional<Addresses> running,
      PrintStream out,
      PrintStream err) {
    this.clock = clock;
    this.home = home;
    this.running = running;
    this.out = out;
    this.err = err;
  }

  @Override
  public Integer call() {
    return switch (RulesFile.read(rules)) {
      case RulesRead.Bad(var problems) -> {
        problems.forEach(err::println);
        yield 2;
      }
      case RulesRead.Good(RuleBook book) -> run(book);
    };
  }

  private int run(RuleBook book) {
    BacktestOrder order;
    try {
      order = new BacktestOrder(tenant, agent, range(), book, !noWishes);
    } catch (IllegalArgumentException e) {
      err.println("backtest: " + e.getMessage());
      return 2;
    }
    if (running.isEmpty()) {
      err.println("backtest: nothing runs in " + home);
      return 3;
    }
    try (ClickHouseClient clickHouse =
        new ClickHouseClient(StorageConfig.defaults().withUri(running.get().clickHouse()))) {
      BacktestReport report =
          new BacktestRunner(clickHouse, new BacktestLimits(rowsMax, STATE_BYTES_MAX))
              .run(order, new Percent());
      out.println(json ? BacktestJson.write(report) : BacktestText.of(report, order.range()));
      return 0;
    } catch (BacktestRefusedException | StorageException e) {
      err.println("backtest: " + e.getMessage());
      return 1;
    }
  }

  private TimeRange range() {
    Instant end = to == null ? clock.instant() : to;
    return from == null ? BacktestOrder.days(days, end) : new TimeRange(from, end);
  }

  /** Says on the side how far it has come, now and then. */
  private final class Percent implements BacktestRunner.Progress {
    private long told;

    @Override
    public void at(long rowsDone, long rows) {
      long percent = rows == 0 ? 100 : 100 * rowsDone / rows;
      if (percent >= told + PROGRESS_PERCENT) {
        told = percent;
        err.printf("backtest: %d %% of %,d rows%n", percent, rows);
      }
    }
  }
}
