package dev.leeway.signals.grounding;

import java.util.ArrayList;
import java.util.List;

/**
 * Gathers from a tool call's arguments what an agent must have from somewhere: ids, addresses, and
 * numbers where an argument is a number. Words, times, booleans, whole numbers below 10 and numbers
 * within running text are the agent's own. Used again; not thread-safe.
 */
final class ArgumentSink implements FactSink {
  private static final int WORDS_MAX = 2;
  private List<Claim> found = new ArrayList<>();
  private final List<Claim> numbers = new ArrayList<>();
  private int words;
  private int place;

  void begin() {
    found = new ArrayList<>();
  }

  List<Claim> found() {
    return found;
  }

  @Override
  public void leafBegins(int at) {
    place = at;
    words = 0;
    numbers.clear();
  }

  @Override
  public void value(Value value, long[] labels, boolean stated) {
    if (place < 0 || value.kind() == ClaimKind.TIME || !Claim.checkable(value)) {
      return;
    }
    int start = place + value.start();
    Claim claim = Claim.of(value.at(start, place + value.end()), labels);
    if (value.kind().addable()) {
      numbers.add(claim);
    } else {
      found.add(claim);
    }
  }

  @Override
  public void leafEnds() {
    if (place >= 0 && words <= WORDS_MAX) {
      found.addAll(numbers);
    }
  }

  @Override
  public void word(long hash, boolean content, int start, int end) {
    words++;
  }

  @Override
  public void name(long[] parts, int count, int start, int end) {}

  @Override
  public void quotation(int start, int end) {}
}
