package dev.leeway.simulator.fleet;

import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A span processor that drops nothing: it keeps spans until {@link #flush}, then exports them in
 * the order of their ends and waits. The SDK's own batch processor drops what its queue can't hold,
 * which history written at full speed always overruns. Not thread-safe.
 */
final class DirectExport implements SpanProcessor {
  private static final int TRIES = 30;

  private final SpanExporter exporter;
  private final List<SpanData> held = new ArrayList<>();

  DirectExport(SpanExporter exporter) {
    this.exporter = exporter;
  }

  @Override
  public void onStart(Context parent, ReadWriteSpan span) {}

  @Override
  public boolean isStartRequired() {
    return false;
  }

  @Override
  public void onEnd(ReadableSpan span) {
    held.add(span.toSpanData());
  }

  @Override
  public boolean isEndRequired() {
    return true;
  }

  int held() {
    return held.size();
  }

  /**
   * Exports what is held; tries again while the receiver is away.
   *
   * @throws IllegalStateException when it stays away for about a minute
   */
  void flush() throws InterruptedException {
    if (held.isEmpty()) {
      return;
    }
    List<SpanData> batch = List.copyOf(held);
    held.clear();
    for (int attempt = 1; attempt <= TRIES; attempt++) {
      CompletableResultCode result = exporter.export(batch).join(60, TimeUnit.SECONDS);
      if (result.isSuccess()) {
        return;
      }
      Thread.sleep(2000);
    }
    throw new IllegalStateException("the receiver took no history in " + TRIES + " tries");
  }

  @Override
  public CompletableResultCode shutdown() {
    return CompletableResultCode.ofSuccess();
  }
}
