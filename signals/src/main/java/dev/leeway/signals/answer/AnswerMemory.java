package dev.leeway.signals.answer;

import dev.leeway.signals.catalogue.AnswerSignals;
import dev.leeway.signals.catalogue.Answered;
import dev.leeway.signals.fact.Sketch;
import dev.leeway.signals.window.Measurement;
import dev.leeway.signals.window.Observation;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Compares answers with earlier ones of the same agent: whether the same prompt got the same words,
 * and whether another prompt had got them.
 *
 * <p>The same words: of two answers to one prompt the estimated share of words in common, Jaccard's
 * |A ∩ B| / |A ∪ B|, is at least {@value #SAME_FROM}. Of eight words that stand for an answer
 * (Broder, "On the resemblance and containment of documents", 1997) the estimate's standard error
 * is 0.18 at most: one comparison says little, their rate is what can be watched. Another prompt
 * had got them: all eight are equal, which is so for a share J<sup>8</sup> of the answers that have
 * a share J of their words in common.
 *
 * <p>It remembers the last answers by prompt and by words, in {@value #PLACES} places each. A hash
 * has one place, and what comes later takes it: so what is remembered is bounded whoever sends, and
 * of k answers since, an earlier one is still there with probability (1 − 1/{@value #PLACES})
 * <sup>k</sup>. What is more than a day away, in the time of the runs, is as good as forgotten. The
 * order of arrival counts, as it must where each is compared with the one before.
 *
 * <p>Not thread-safe.
 */
public final class AnswerMemory {
  /** Places for prompts, and as many for words. */
  static final int PLACES = 256;

  /** From this share of words in common on, two answers are the same. */
  static final double SAME_FROM = 0.5;

  private static final byte VERSION = 1;
  private static final int HEAD = 1;
  private static final int AGENT = 0;
  private static final int PROMPT = 8;
  private static final int HIGH = 16;
  private static final int LOW = 24;
  private static final int MINUTE = 32;
  private static final int PLACE = 36;
  private static final int SIZE = HEAD + 2 * PLACES * PLACE;
  private static final long DAY_MINUTES = Duration.ofDays(1).toMinutes();
  private static final long MINUTE_MILLIS = Duration.ofMinutes(1).toMillis();

  private final ByteBuffer bytes;

  private AnswerMemory(ByteBuffer bytes) {
    this.bytes = bytes;
  }

  public static AnswerMemory empty() {
    return new AnswerMemory(ByteBuffer.allocate(SIZE).put(0, VERSION));
  }

  /**
   * A memory in bytes that {@link #bytes} gave, and that it changes from now on.
   *
   * @throws IllegalArgumentException for bytes of another version or length
   */
  public static AnswerMemory over(byte[] bytes) {
    if (bytes.length != SIZE || bytes[0] != VERSION) {
      throw new IllegalArgumentException(
          "expected %d bytes of version %d, came %d of version %d"
              .formatted(SIZE, VERSION, bytes.length, bytes.length == 0 ? 0 : bytes[0]));
    }
    return new AnswerMemory(ByteBuffer.wrap(bytes));
  }

  /** Its state; not a copy. */
  @SuppressWarnings("ByteBufferBackingArray") // Made by this class, from the array's beginning on.
  public byte[] bytes() {
    return bytes.array();
  }

  /** What the answer says; it is remembered afterwards. */
  public Observation take(Answered answered) {
    long agent = answered.agent();
    int minute = (int) (answered.run().atMillis() / MINUTE_MILLIS);
    int byPrompt = placeOf(agent ^ answered.prompt());
    int byWords = PLACES * PLACE + placeOf(agent ^ answered.wordsHigh() ^ answered.wordsLow());
    List<Measurement> says = new ArrayList<>(2);
    if (remembers(byPrompt, agent, minute) && promptAt(byPrompt) == answered.prompt()) {
      boolean same = wordsAt(byPrompt).similarity(answered.words()) >= SAME_FROM;
      says.add(
          Measurement.category(
              AnswerSignals.SELF_CONSISTENCY, same ? AnswerSignals.SAME : AnswerSignals.DIFFERENT));
    }
    boolean repeated =
        remembers(byWords, agent, minute)
            && wordsAt(byWords).equals(answered.words())
            && promptAt(byWords) != answered.prompt();
    says.add(
        Measurement.category(
            AnswerSignals.DIVERSITY, repeated ? AnswerSignals.REPEATED : AnswerSignals.DISTINCT));
    put(byPrompt, agent, answered, minute);
    put(byWords, agent, answered, minute);
    return answered.run().saying(says);
  }

  /** Where it is; hashes are spread already, but a sketch's, whose bits lean to zero. */
  private static int placeOf(long hash) {
    long spread = hash * 0x9E3779B97F4A7C15L;
    return HEAD + (int) (spread >>> 56) * PLACE;
  }

  private boolean remembers(int place, long agent, int minute) {
    return bytes.getLong(place + AGENT) == agent
        && Math.abs((long) minute - bytes.getInt(place + MINUTE)) <= DAY_MINUTES;
  }

  private long promptAt(int place) {
    return bytes.getLong(place + PROMPT);
  }

  private Sketch wordsAt(int place) {
    return new Sketch(bytes.getLong(place + HIGH), bytes.getLong(place + LOW));
  }

  private void put(int place, long agent, Answered answered, int minute) {
    bytes
        .putLong(place + AGENT, agent)
        .putLong(place + PROMPT, answered.prompt())
        .putLong(place + HIGH, answered.wordsHigh())
        .putLong(place + LOW, answered.wordsLow())
        .putInt(place + MINUTE, minute);
  }
}
