package dev.leeway.signals.grounding;

import dev.leeway.signals.event.StateReader;
import dev.leeway.signals.event.StateWriter;
import java.util.ArrayList;
import java.util.List;

/** The bytes of {@link RunGrounding}. What a version's bytes mean never changes. */
final class GroundingCodec {
  private static final int VERSION = 2;

  /** Knew nothing of refused calls. */
  private static final int ENDLESS_VERSION = 1;

  private GroundingCodec() {}

  static byte[] bytes(RunGrounding run) {
    StateWriter out = new StateWriter().octet(VERSION);
    out.octet(run.marks()).count(run.actionsDone());
    run.known().write(out);
    words(out, run.said().sorted());
    words(out, run.saidRows().sorted());
    out.count(run.answers().size());
    run.answers().forEach(answer -> write(out, answer));
    out.count(run.arguments().size());
    run.arguments()
        .forEach(argument -> {
          out.word(argument.spanId()).signed(argument.millis()).octet(argument.ends());
          write(out, argument.claim());
        });
    return out.bytes();
  }

  static RunGrounding read(GroundingLimits limits, byte[] bytes) {
    StateReader in = new StateReader("run grounding", bytes);
    int version = in.version(ENDLESS_VERSION, VERSION);
    int marks = in.octet();
    int actions = (int) in.count();
    RunGrounding run = new RunGrounding(limits, RunEvidence.read(in, limits));
    for (long word : words(in)) {
      run.said().add(word);
    }
    for (long row : words(in)) {
      run.saidRows().add(row);
    }
    for (int left = in.size(); left > 0; left--) {
      run.add(answer(in));
    }
    for (int left = in.size(); left > 0; left--) {
      run.add(argument(in, version));
    }
    in.end();
    run.mark(marks, actions);
    return run;
  }

  private static void write(StateWriter out, Answer answer) {
    out.word(answer.spanId()).signed(answer.millis()).word(answer.textHash());
    out.count(answer.wordCount()).octet(answer.hedged() ? 1 : 0).count(answer.dropped());
    out.count(answer.claims().size());
    answer.claims().forEach(claim -> write(out, claim));
    out.count(answer.actions().size());
    answer
        .actions()
        .forEach(action ->
            out.octet(action.group()).count(action.start()).count(action.end() - action.start()));
  }

  private static Answer answer(StateReader in) {
    long spanId = in.word();
    long millis = in.signed();
    long textHash = in.word();
    int wordCount = (int) in.count();
    boolean hedged = in.octet() == 1;
    int dropped = (int) in.count();
    List<Claim> claims = new ArrayList<>();
    for (int left = in.size(); left > 0; left--) {
      claims.add(claim(in));
    }
    List<ActionTrail.Action> actions = new ArrayList<>();
    for (int left = in.size(); left > 0; left--) {
      int group = in.octet() & 31;
      int start = (int) in.count();
      actions.add(new ActionTrail.Action(group, start, start + (int) in.count()));
    }
    return new Answer(spanId, millis, textHash, claims, actions, wordCount, hedged, dropped);
  }

  private static Argument argument(StateReader in, int version) {
    long spanId = in.word();
    long millis = in.signed();
    int ends = version == ENDLESS_VERSION ? CallEnd.TAKEN.bit() : in.octet();
    return new Argument(spanId, millis, claim(in), ends);
  }

  private static void write(StateWriter out, Claim claim) {
    Value value = claim.value();
    boolean alternative = !Double.isNaN(value.alternative());
    boolean asWritten = value.written() == value.number();
    out.octet(value.kind().code() << 2 | (alternative ? 1 : 0) | (asWritten ? 2 : 0));
    out.count(value.start()).count(value.end() - value.start()).octet(value.unit());
    switch (value.kind()) {
      case NAME, QUOTATION -> words(out, claim.words());
      case ID, URL, EMAIL -> out.word(value.text()).number(value.number());
      case NUMBER, PERCENT, MONEY, QUANTITY, DATE, TIME -> {
        out.number(value.number()).number(value.tolerance());
        if (alternative) {
          out.number(value.alternative());
        }
        if (!asWritten) {
          out.number(value.written());
        }
      }
    }
    out.count(claim.labels().length);
    for (int label : claim.labels()) {
      out.signed(label);
    }
  }

  private static Claim claim(StateReader in) {
    int head = in.octet();
    ClaimKind kind = kind(in, head >> 2);
    int start = (int) in.count();
    int end = start + (int) in.count();
    int unit = in.octet();
    double number = 0;
    double tolerance = 0;
    double written = 0;
    double alternative = Double.NaN;
    long text = 0;
    long[] words = Claim.NO_WORDS;
    switch (kind) {
      case NAME, QUOTATION -> words = words(in);
      case ID, URL, EMAIL -> {
        text = in.word();
        number = in.number();
        written = number;
      }
      case NUMBER, PERCENT, MONEY, QUANTITY, DATE, TIME -> {
        number = in.number();
        tolerance = in.number();
        alternative = (head & 1) == 0 ? Double.NaN : in.number();
        written = (head & 2) == 0 ? in.number() : number;
      }
    }
    int[] labels = new int[in.size()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = in.integer();
    }
    Value value =
        new Value(kind, unit, number, written, alternative, tolerance, text, start, end, true);
    return new Claim(value, labels, words);
  }

  private static ClaimKind kind(StateReader in, int code) {
    for (ClaimKind kind : ClaimKind.values()) {
      if (kind.code() == code) {
        return kind;
      }
    }
    throw in.broken("expected a kind of claim, came " + code);
  }

  private static void words(StateWriter out, long[] words) {
    out.count(words.length);
    for (long word : words) {
      out.word(word);
    }
  }

  private static long[] words(StateReader in) {
    long[] words = new long[in.size()];
    for (int i = 0; i < words.length; i++) {
      words[i] = in.word();
    }
    return words;
  }
}
