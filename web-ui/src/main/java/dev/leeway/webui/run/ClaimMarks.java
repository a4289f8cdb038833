package dev.leeway.webui.run;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.Text;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.html.Span;
import dev.leeway.signals.grounding.CheckedClaim;
import dev.leeway.signals.grounding.ClaimKind;
import dev.leeway.signals.grounding.EvidenceRole;
import dev.leeway.signals.grounding.GroundingResult;
import dev.leeway.signals.grounding.Verdict;
import dev.leeway.webui.words.Numbers;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * An answer's text with its claims marked by what the run's evidence says of them, and the words
 * for it. All of it is set as text.
 */
final class ClaimMarks {
  private ClaimMarks() {}

  /** The text, each claim a mark whose tip says what was looked for and what is there. */
  static Pre text(String text, int shownMax, GroundingResult result, int sources) {
    Pre pre = new Pre();
    int at = 0;
    int end = Math.min(text.length(), shownMax);
    List<CheckedClaim> claims =
        result.claims().stream().sorted(Comparator.comparingInt(CheckedClaim::start)).toList();
    for (CheckedClaim claim : claims) {
      if (claim.start() >= at && claim.end() <= end) {
        pre.add(new Text(text.substring(at, claim.start())));
        pre.add(mark(text.substring(claim.start(), claim.end()), claim, sources));
        at = claim.end();
      }
    }
    pre.add(new Text(text.substring(at, end)));
    if (end < text.length()) {
      pre.add(new Text("\n… and %,d characters more".formatted(text.length() - end)));
    }
    return pre;
  }

  private static Component mark(String words, CheckedClaim claim, int sources) {
    HtmlContainer mark = new HtmlContainer("mark");
    mark.setText(words);
    mark.addClassNames("lw-claim", "lw-claim-" + claim.verdict().name().toLowerCase(Locale.ROOT));
    mark.setTitle(tip(claim, sources));
    return mark;
  }

  private static String tip(CheckedClaim claim, int sources) {
    String kind = word(claim.kind());
    return switch (claim.verdict()) {
      case SUPPORTED ->
          "This "
              + kind
              + " stands in "
              + claim.evidence().map(seen -> place(seen.role())).orElse("the evidence")
              + ".";
      case DERIVED -> "This " + kind + " follows from numbers that the run knew.";
      case UNSUPPORTED ->
          "This %s was looked for in the %s that the run knew, also in other spellings%s: it is not there."
              .formatted(
                  kind,
                  texts(sources),
                  claim.kind().addable()
                      ? ", rounded, and as sum, difference, product or share"
                      : "");
      case CONTRADICTED ->
          "Under the same name %s has another value: %s."
              .formatted(
                  claim.evidence().map(seen -> place(seen.role())).orElse("the evidence"),
                  claim.evidence().map(CheckedClaim.Seen::other).orElse(Numbers.NONE));
      case UNDECIDED ->
          "This "
              + kind
              + " can't be decided: the run knew more than is kept, or so many numbers that a match"
              + " would mean nothing.";
    };
  }

  private static String word(ClaimKind kind) {
    return switch (kind) {
      case MONEY -> "amount of money";
      case ID -> "id";
      case URL -> "web address";
      case EMAIL -> "mail address";
      case PERCENT -> "percentage";
      case NUMBER, QUANTITY, DATE, TIME, NAME, QUOTATION -> kind.name().toLowerCase(Locale.ROOT);
    };
  }

  private static String texts(int count) {
    return count == 1 ? "one text" : count + " texts";
  }

  private static String place(EvidenceRole role) {
    return switch (role) {
      case DOCUMENT -> "a retrieved document";
      case TOOL_RESULT -> "a tool's result";
      case USER -> "the user's words";
      case SYSTEM -> "the instructions";
    };
  }

  /** What the marks of a text add up to, or why there are none. */
  static Component legend(GroundingResult result) {
    Div legend = new Div();
    legend.addClassName("lw-claims");
    if (result.claims().isEmpty()) {
      legend.add(
          new Span(
              "No checkable claim: no number, date, id, address, name or quotation in this text."));
      return legend;
    }
    if (!result.evidence()) {
      legend.add(
          new Span("Not checkable: nothing was retrieved, and the user gave no text to work on."));
    }
    for (Verdict verdict : Verdict.values()) {
      long count = result.claims().stream().filter(one -> one.verdict() == verdict).count();
      if (count > 0) {
        HtmlContainer mark = new HtmlContainer("mark");
        mark.setText(count + " " + word(verdict));
        mark.addClassNames("lw-claim", "lw-claim-" + verdict.name().toLowerCase(Locale.ROOT));
        legend.add(mark);
      }
    }
    return legend;
  }

  private static String word(Verdict verdict) {
    return switch (verdict) {
      case SUPPORTED -> "in the evidence";
      case DERIVED -> "derived from it";
      case UNSUPPORTED -> "not in it";
      case CONTRADICTED -> "another value there";
      case UNDECIDED -> "undecided";
    };
  }
}
