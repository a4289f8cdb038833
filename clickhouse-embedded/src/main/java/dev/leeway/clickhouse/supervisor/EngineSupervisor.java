package dev.leeway.clickhouse.supervisor;

import dev.leeway.clickhouse.config.ClickHouseConfig;
import dev.leeway.clickhouse.http.AccessToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Starts the engine as a child process that is watched from then on. */
public final class EngineSupervisor {
  private EngineSupervisor() {}

  /**
   * Frees the data directory from a child that hangs, starts a new one and waits until it answers.
   *
   * @throws EngineException with the reason, where the first start fails; later deaths are retried
   */
  public static RunningEngine start(ClickHouseConfig config) throws EngineException {
    StaleHolder.makeWay(config);
    RotatingLog log = null;
    try {
      log = new RotatingLog(config.logFile(), config.logLimit().bytes());
      EngineChild child = EngineChild.start(config, log);
      String token = AccessToken.at(config.tokenFile()).value();
      return new RunningEngine(config.withPort(child.port()), log, child, token);
    } catch (IOException e) {
      close(log);
      throw new EngineException("log or token of the engine cannot be used", e);
    } catch (EngineException e) {
      close(log);
      throw e;
    }
  }

  private static void close(@Nullable RotatingLog log) {
    if (log != null) {
      log.close();
    }
  }
}
