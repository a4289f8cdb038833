package dev.leeway.signals.grounding;

import dev.leeway.signals.event.StateReader;
import dev.leeway.signals.event.StateWriter;

/** What a run knew: samples of its values, words and rows of words, and its numbers. */
final class RunEvidence {
  private Sources sources = new Sources();
  private TokenSample values;
  private TokenSample words;
  private TokenSample shingles;
  private NumberPool numbers;

  RunEvidence(GroundingLimits limits) {
    values = new TokenSample(limits.values());
    words = new TokenSample(limits.words());
    shingles = new TokenSample(limits.shingles());
    numbers = new NumberPool(limits.numbers());
  }

  int source(long spanId, long millis) {
    return sources.of(spanId, millis);
  }

  Sources sources() {
    return sources;
  }

  NumberPool numbers() {
    return numbers;
  }

  void addValue(long key, int role, int source) {
    values.add(key, role, source, sources);
  }

  void addWord(long hash, int role, int source) {
    words.add(hash, role, source, sources);
  }

  void addShingle(long hash, int role, int source) {
    shingles.add(hash, role, source, sources);
  }

  void addNumber(double number, int unit, int label, int role, int source, boolean derived) {
    numbers.add(number, unit, label, role, source, derived, sources);
  }

  /** To be called before anything is looked for. */
  void settle() {
    values.settle();
    words.settle();
    shingles.settle();
  }

  int findValue(long key) {
    return values.find(key);
  }

  int findWord(long hash) {
    return words.find(hash);
  }

  int findShingle(long hash) {
    return shingles.find(hash);
  }

  /** How many distinct words were said in that role, of those that are kept. */
  int words(EvidenceRole role) {
    return words.count(role.bit());
  }

  boolean isEmpty() {
    return values.size() == 0 && words.size() == 0;
  }

  int hashes() {
    return values.size() + words.size() + shingles.size();
  }

  boolean overflowed() {
    return values.overflowed()
        || words.overflowed()
        || shingles.overflowed()
        || numbers.overflowed();
  }

  void merge(RunEvidence other) {
    int[] map = sources.mapped(other.sources);
    values.merge(other.values, map, sources);
    words.merge(other.words, map, sources);
    shingles.merge(other.shingles, map, sources);
    numbers.merge(other.numbers, map, sources);
  }

  void write(StateWriter out) {
    boolean[] used = new boolean[Sources.UNKNOWN + 1];
    values.markSources(used);
    words.markSources(used);
    shingles.markSources(used);
    numbers.markSources(used);
    int[] map = sources.write(out, used);
    values.write(out, map);
    words.write(out, map);
    shingles.write(out, map);
    numbers.write(out, map);
  }

  static RunEvidence read(StateReader in, GroundingLimits limits) {
    RunEvidence evidence = new RunEvidence(limits);
    evidence.sources = Sources.read(in);
    evidence.values = TokenSample.read(in, limits.values());
    evidence.words = TokenSample.read(in, limits.words());
    evidence.shingles = TokenSample.read(in, limits.shingles());
    evidence.numbers = NumberPool.read(in, limits.numbers(), evidence.sources);
    return evidence;
  }
}
