package dev.leeway.simulator.fleet;

import dev.leeway.simulator.otlp.StableIds;
import io.opentelemetry.sdk.trace.IdGenerator;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Ids that follow from the run that is being played on this thread, so that history written again
 * after a crash is the same history.
 */
final class FleetIds implements IdGenerator {
  private static final class Playing {
    private final String identity;
    private int spans;

    private Playing(String identity) {
      this.identity = identity;
    }
  }

  private static final ThreadLocal<@Nullable Playing> PLAYING = new ThreadLocal<>();

  /** From here to {@link #end()} this thread's ids are those of the run. */
  static void begin(String identity) {
    PLAYING.set(new Playing(identity));
  }

  static void end() {
    PLAYING.remove();
  }

  @Override
  public String generateTraceId() {
    return HexFormat.of().formatHex(StableIds.traceId(playing().identity).toByteArray());
  }

  @Override
  public String generateSpanId() {
    Playing playing = playing();
    return HexFormat.of()
        .formatHex(StableIds.spanId(playing.identity, playing.spans++).toByteArray());
  }

  private static Playing playing() {
    Playing playing = PLAYING.get();
    if (playing == null) {
      throw new IllegalStateException("no run is being played on this thread");
    }
    return playing;
  }
}
