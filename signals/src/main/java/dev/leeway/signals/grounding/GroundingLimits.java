package dev.leeway.signals.grounding;

/**
 * How much of a run is kept. What is beyond is never guessed at: it makes claims undecided, and is
 * counted.
 *
 * @param textChars of one text that are read
 * @param values distinct numbers, dates, ids and addresses of the evidence
 * @param words distinct words of the evidence
 * @param shingles distinct rows of three words, which quotations are compared by
 * @param numbers kept as numbers, for derivations and labels
 * @param claims of all answers together
 * @param answers the latest ones
 * @param arguments distinct checkable values in arguments of tool calls
 * @param answerWords distinct words of one answer
 */
public record GroundingLimits(
    int textChars,
    int values,
    int words,
    int shingles,
    int numbers,
    int claims,
    int answers,
    int arguments,
    int answerWords) {

  public GroundingLimits {
    if (textChars < 1 || values < 1 || words < 1 || shingles < 1 || numbers < 1) {
      throw new IllegalArgumentException("limits must be at least 1");
    }
    if (claims < 1 || answers < 1 || arguments < 1 || answerWords < 1) {
      throw new IllegalArgumentException("limits must be at least 1");
    }
    if (values + words + shingles > 2_048) {
      throw new IllegalArgumentException(
          "values, words and shingles must be at most 2048 hashes: " + (values + words + shingles));
    }
  }

  /** Where nothing else needs the memory, such as a page that judges one run. */
  public static GroundingLimits defaults() {
    return new GroundingLimits(262_144, 768, 896, 384, 256, 192, 16, 128, 96);
  }

  /** What the job keeps of an open run: 1,184 hashes, about 16 KB where all of it is used. */
  public static GroundingLimits ofJob() {
    return new GroundingLimits(262_144, 448, 576, 160, 128, 96, 8, 64, 128);
  }
}
