package dev.leeway.standalone.bench.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leeway.standalone.process.JvmCommand;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** The process that sends, on a core of its own: one order at a time. Not thread-safe. */
final class Generator implements AutoCloseable {
  private final Process process;
  private final BufferedWriter orders;
  private final BufferedReader results;

  private Generator(Process process) {
    this.process = process;
    this.orders = process.outputWriter(UTF_8);
    this.results = process.inputReader(UTF_8);
  }

  static Generator start() throws IOException {
    return new Generator(
        new ProcessBuilder(
                JvmCommand.pinnedTool("dev.leeway.standalone.bench.ingest.IngestLoadMain"))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start());
  }

  LoadResult send(LoadOrder order) throws IOException {
    orders.write(order.line());
    orders.newLine();
    orders.flush();
    String result = results.readLine();
    if (result == null) {
      throw new IOException("the load generator ended in the midst of " + order);
    }
    return LoadResult.of(result);
  }

  @Override
  public void close() {
    try {
      orders.close();
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      process.destroyForcibly();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
