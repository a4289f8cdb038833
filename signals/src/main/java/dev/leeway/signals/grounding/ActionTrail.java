package dev.leeway.signals.grounding;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds, in English, what an answer says was done: "I have cancelled", "I've just sent", "has been
 * successfully booked". What might, will or should be done, or was done by others, is none. Used
 * again; not thread-safe.
 */
final class ActionTrail {
  private static final int ACTIONS_MAX = 16;
  private static final int REACH = 40;
  private static final long HAVE = Stem.of("have");
  private static final long VE = Stem.of("ve");
  private static final long HAS = Stem.of("has");
  private static final long BEEN = Stem.of("been");
  private static final long SUCCESSFULLY = Stem.of("successfully");
  private static final long I = Stem.of("i");
  private static final long WE = Stem.of("we");
  private static final int BREAKS = 1;
  private static final int CONDITION = 2;
  private static final CodeTable ROLES = roles();
  private List<Action> found = new ArrayList<>();
  private char[] text = new char[0];
  private long previous;
  private int haveAt;
  private int beenAt;
  private int conditionAt;
  private boolean successfully;

  /** A kind of action, of {@link ActionWords}, and where it is claimed. */
  record Action(int group, int start, int end) {}

  void begin(char[] characters) {
    text = characters;
    found = new ArrayList<>();
    previous = 0;
    conditionAt = -1;
    forget();
  }

  List<Action> found() {
    return found;
  }

  void word(long hash, int start, int end) {
    int role = ROLES.code(hash);
    if (role == BREAKS) {
      forget();
    } else if (role == CONDITION) {
      forget();
      conditionAt = end;
    } else if (conditionAt >= 0 && !sentenceEnds(conditionAt, start)) {
      return;
    } else if ((hash == HAVE || hash == VE) && (previous == I || previous == WE)) {
      haveAt = end;
    } else if (hash == BEEN && (previous == HAS || previous == HAVE)) {
      beenAt = end;
      haveAt = -1;
    } else if (hash == SUCCESSFULLY) {
      successfully = true;
    } else {
      action(hash, start, end);
    }
    previous = hash;
  }

  private void action(long hash, int start, int end) {
    boolean own = haveAt >= 0 && start - haveAt <= REACH && !sentenceEnds(haveAt, start);
    boolean passive =
        beenAt >= 0 && successfully && start - beenAt <= REACH && !sentenceEnds(beenAt, start);
    if (!own && !passive) {
      return;
    }
    int group = ActionWords.group(hash);
    if (group >= 0 && isParticiple(start, end)) {
      if (found.size() < ACTIONS_MAX) {
        found.add(new Action(group, start, end));
      }
      forget();
    }
  }

  private boolean sentenceEnds(int from, int to) {
    for (int i = from; i < to; i++) {
      if (text[i] == '.' || text[i] == '\n' || text[i] == '?' || text[i] == ':') {
        return true;
      }
    }
    return false;
  }

  private boolean isParticiple(int start, int end) {
    boolean regular = end - start > 3 && text[end - 2] == 'e' && text[end - 1] == 'd';
    return regular || ActionWords.isIrregular(new String(text, start, end - start));
  }

  private static CodeTable roles() {
    Map<Long, Integer> roles = new HashMap<>();
    for (String word : List.of("not", "t", "never", "you", "they")) {
      roles.put(Stem.of(word), BREAKS);
    }
    for (String word : List.of("once", "if", "when", "after", "unless", "until")) {
      roles.put(Stem.of(word), CONDITION);
    }
    return new CodeTable(roles);
  }

  private void forget() {
    haveAt = -1;
    beenAt = -1;
    successfully = false;
  }
}
