package dev.leeway.webui;

import dev.leeway.clickhouse.testing.TestDatabase;
import dev.leeway.clickhouse.testing.TestEngine;
import dev.leeway.storage.StorageConfig;
import dev.leeway.webui.fleet.SeededFleet;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;

/**
 * Serves the pages over a seeded fleet until it is ended: to look at them while working on them.
 */
final class PagesMain {
  private PagesMain() {}

  public static void main(String[] args) throws InterruptedException {
    TestDatabase database = TestEngine.databaseFor(PagesMain.class);
    StorageConfig storage = TestWebUi.storage(database);
    SeededFleet.write(storage, InstantSource.system().instant())
        .forEach(finding ->
            System.out.println(
                "/findings/%s /runs/%s"
                    .formatted(finding.findingId(), finding.exemplarTraceIds())));
    RunningWebUi pages =
        TestWebUi.start(storage, args.length == 0 ? 8080 : Integer.parseInt(args[0]));
    System.out.println("pages at http://127.0.0.1:" + pages.port());
    new CountDownLatch(1).await();
  }
}
