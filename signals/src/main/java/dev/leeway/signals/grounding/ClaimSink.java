package dev.leeway.signals.grounding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gathers what an answer claims: values, names, quotations, its words, and the actions that it says
 * were done. Used again; not thread-safe.
 */
final class ClaimSink implements FactSink {
  private static final int QUOTED_WORDS_MIN = 5;
  private final int claimsMax;
  private final ActionTrail actions = new ActionTrail();
  private List<Claim> claims = new ArrayList<>();
  private @Nullable RunGrounding run;
  private int wordCount;
  private int rowWords;
  private int dropped;
  private final long[] shingles = new long[Claim.WORDS_MAX];
  private int shingleCount;
  private int quoteStart;
  private int quoteEnd;
  private int quotedWords;
  private long before;
  private long beforeThat;

  ClaimSink(GroundingLimits limits) {
    this.claimsMax = limits.claims();
  }

  /**
   * @param into takes the words; null where only the claims are asked for
   */
  void begin(char[] text, @Nullable RunGrounding into) {
    run = into;
    claims = new ArrayList<>();
    rowWords = 0;
    wordCount = 0;
    dropped = 0;
    quoteEnd = 0;
    quotedWords = 0;
    shingleCount = 0;
    actions.begin(text);
  }

  void end() {
    endQuotation();
  }

  List<Claim> claims() {
    return claims;
  }

  int wordCount() {
    return wordCount;
  }

  int dropped() {
    return dropped;
  }

  List<ActionTrail.Action> actions() {
    return actions.found();
  }

  @Override
  public void value(Value value, long[] labels, boolean stated) {
    if (Claim.checkable(value)) {
      add(Claim.of(value, labels));
    }
  }

  @Override
  public void word(long hash, boolean content, int start, int end) {
    wordCount++;
    if (run != null) {
      words(run, hash, content);
    }
    actions.word(hash, start, end);
    if (quoteEnd > 0 && start >= quoteEnd) {
      endQuotation();
    }
    if (quoteEnd > 0) {
      quotedWord(hash);
    }
    beforeThat = before;
    before = hash;
  }

  @Override
  public void name(long[] parts, int count, int start, int end) {
    add(Claim.ofWords(ClaimKind.NAME, parts, count, start, end));
  }

  @Override
  public void quotation(int start, int end) {
    endQuotation();
    quoteStart = start;
    quoteEnd = end;
  }

  private void words(RunGrounding into, long hash, boolean content) {
    if (content) {
      into.said().add(hash);
    }
    rowWords++;
    if (rowWords > 2) {
      into.saidRows().add(FactHash.then(FactHash.then(beforeThat, before), hash));
    }
  }

  private void quotedWord(long hash) {
    quotedWords++;
    if (quotedWords > 2) {
      keepSmallest(FactHash.then(FactHash.then(beforeThat, before), hash));
    }
  }

  /** The smallest rows, because those are the ones that evidence still has. */
  private void keepSmallest(long shingle) {
    if (shingleCount < shingles.length) {
      shingles[shingleCount++] = shingle;
      return;
    }
    int greatest = 0;
    for (int i = 1; i < shingles.length; i++) {
      if (Long.compareUnsigned(shingles[i], shingles[greatest]) > 0) {
        greatest = i;
      }
    }
    if (Long.compareUnsigned(shingle, shingles[greatest]) < 0) {
      shingles[greatest] = shingle;
    }
  }

  private void endQuotation() {
    if (quoteEnd > 0 && quotedWords >= QUOTED_WORDS_MIN) {
      Arrays.sort(shingles, 0, shingleCount);
      add(Claim.ofWords(ClaimKind.QUOTATION, shingles, shingleCount, quoteStart, quoteEnd));
    }
    quoteEnd = 0;
    quotedWords = 0;
    shingleCount = 0;
  }

  private void add(Claim claim) {
    if (claims.size() < claimsMax) {
      claims.add(claim);
    } else {
      dropped++;
    }
  }
}
