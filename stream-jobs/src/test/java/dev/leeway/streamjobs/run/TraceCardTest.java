package dev.leeway.streamjobs.run;

import static dev.leeway.signals.event.EventFlag.STANDS_ALONE;
import static dev.leeway.streamjobs.run.RunHarness.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.EventFlag;
import dev.leeway.signals.run.RunLimits;
import dev.leeway.streamjobs.edge.Standing;
import org.junit.jupiter.api.Test;

final class TraceCardTest {
  private static final long HOUR = 3_600_000;
  private static final RunLimits LIMITS = new RunLimits(10_000, HOUR, 1_000, 24 * HOUR);

  @Test
  void aTraceOfLogsAloneIsOverADayAfterItsFirstRecordCameHoweverLongMoreCome() {
    TraceCard card = TraceCard.born(START, Standing.TRACE_UNSEEN);
    card.arrived(logged(70, START), START);
    assertThat(card.dueMillis(LIMITS)).isEqualTo(START + HOUR);
    for (int hours = 1; hours <= 30; hours++) {
      long now = START + hours * HOUR;
      card.arrived(logged(70 + hours, now), now);
    }
    assertThat(card.dueMillis(LIMITS)).isEqualTo(START + 24 * HOUR);
    assertThat(TraceCard.of(card.bytes()).dueMillis(LIMITS)).isEqualTo(START + 24 * HOUR);
  }

  private static AgentEvent logged(long id, long at) {
    int flags = EventFlag.SUPPLEMENT.bit() | EventFlag.END_MISSING.bit() | STANDS_ALONE.bit();
    return Spans.model(1, id, 12, at, 0, at).placed(id, 12, flags);
  }
}
