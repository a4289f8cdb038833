package dev.leeway.signals.contract;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a user's newest turn says about the answer before it (drift.md S22). Names are stored.
 *
 * <p>A turn that shares 0.8 of its words with an earlier one (words in both, by those of the longer
 * turn) repeats it; one that begins by contradicting corrects. Both are hints whose rate means
 * something, not verdicts: see the ways in which the same words are innocent in the test.
 */
public enum UserTurn {
  /** Neither of the others. */
  NEXT,
  REPEATED,
  CORRECTED;

  private static final double OVERLAP_MIN = 0.8;
  private static final int WORDS_MIN = 4;
  private static final int WORDS_MAX = 200;
  private static final int OPENING_LENGTH = 60;
  private static final int TURNS_MAX = 8;

  /** How corrections begin. "No" alone is an answer to a question. */
  private static final List<String> OPENINGS =
      List.of(
          "no, that",
          "no that's",
          "no, it",
          "no, i ",
          "no i meant",
          "no, not",
          "no, you",
          "that's not",
          "that is not",
          "that's wrong",
          "that is wrong",
          "that's incorrect",
          "that isn't",
          "this is wrong",
          "this is not what",
          "not what i",
          "wrong",
          "incorrect",
          "i said ",
          "i asked for",
          "i already told",
          "i meant ",
          "you misunderstood",
          "you got it wrong",
          "you are wrong",
          "you're wrong",
          "still wrong",
          "still not",
          "nein, ",
          "das stimmt nicht",
          "das ist falsch",
          "das war nicht",
          "falsch",
          "ich meinte",
          "ich habe gesagt",
          "ich sagte",
          "immer noch falsch",
          "non, ce",
          "ce n'est pas",
          "c'est faux",
          "c'est incorrect",
          "j'ai dit",
          "j'ai demandé",
          "no, eso",
          "eso no es",
          "eso está mal",
          "incorrecto",
          "está mal",
          "te pedí",
          "dije ",
          "no, non è",
          "non è quello",
          "è sbagliato",
          "sbagliato",
          "ho detto",
          "ho chiesto",
          "não, isso",
          "isso não",
          "está errado",
          "errado",
          "eu disse",
          "eu pedi",
          "nee, dat",
          "dat klopt niet",
          "dat is niet",
          "fout",
          "ik zei",
          "nie, to",
          "to nie jest",
          "to błąd",
          "źle",
          "違います",
          "違う",
          "間違",
          "そうではなく",
          "不对",
          "不是这",
          "错了",
          "你错",
          "我说的是",
          "아니요, ",
          "틀렸",
          "нет, ",
          "это неправильно",
          "неверно",
          "я сказал",
          "я просил");

  /**
   * Judges the last of a conversation's user turns.
   *
   * @param turns of the user, in order, at least two
   */
  public static UserTurn of(List<String> turns) {
    String last = turns.getLast();
    String opening =
        last.strip()
            .substring(0, Math.min(OPENING_LENGTH, last.strip().length()))
            .toLowerCase(Locale.ROOT)
            .replace('’', '\'');
    if (OPENINGS.stream().anyMatch(opening::startsWith)) {
      return CORRECTED;
    }
    Set<String> words = wordsOf(last);
    List<String> earlier =
        turns.subList(Math.max(0, turns.size() - 1 - TURNS_MAX), turns.size() - 1);
    return words.size() >= WORDS_MIN
            && earlier.stream().anyMatch(turn -> overlap(words, wordsOf(turn)) >= OVERLAP_MIN)
        ? REPEATED
        : NEXT;
  }

  private static double overlap(Set<String> words, Set<String> others) {
    long shared = words.stream().filter(others::contains).count();
    return (double) shared / Math.max(words.size(), others.size());
  }

  private static Set<String> wordsOf(String text) {
    Set<String> words = new HashSet<>();
    int from = -1;
    for (int at = 0; at <= text.length() && words.size() < WORDS_MAX; at++) {
      boolean inWord = at < text.length() && Character.isLetterOrDigit(text.charAt(at));
      if (inWord && Language.isUnspaced(text.charAt(at))) {
        words.add(text.substring(at, at + 1));
      } else if (inWord && from < 0) {
        from = at;
        continue;
      }
      if (from >= 0 && (!inWord || Language.isUnspaced(text.charAt(at)))) {
        words.add(text.substring(from, at).toLowerCase(Locale.ROOT));
        from = -1;
      }
    }
    return words;
  }
}
