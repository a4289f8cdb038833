package dev.leeway.streamjobs.decode;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.streamjobs.edge.SourceRecord;
import java.io.Serializable;

/**
 * Which spans may have been stored and forgotten, so that storage has to be asked: resends and
 * replays. The keyed state remembers the spans of a trace for two minutes after its last one, and
 * for at least as long after their ends, so only older ones are suspects, and those from so far in
 * the future that nobody waits for it.
 *
 * @param verifyBeforeMillis all spans of records that were appended before this are suspects: a
 *     start without the newest checkpoint reads again what it has stored already
 */
public record SuspectRule(long ageMillisMin, long aheadMillisMin, long verifyBeforeMillis)
    implements Serializable {

  /** The state's two minutes, less 30 s for clocks that disagree. */
  public static final long AGE_MILLIS_MIN = 90_000;

  /** How far in the future a span may end and be remembered until then. */
  public static final long AHEAD_MILLIS_MIN = 3_600_000;

  public static SuspectRule verifyingBefore(long millis) {
    return new SuspectRule(AGE_MILLIS_MIN, AHEAD_MILLIS_MIN, millis);
  }

  public boolean suspects(SourceRecord record, AgentEvent event) {
    long age = record.appendMillis() - event.endMillis();
    return age > ageMillisMin
        || -age > aheadMillisMin
        || record.appendMillis() < verifyBeforeMillis;
  }
}
