package dev.leeway.signals.grounding;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.Content;
import dev.leeway.signals.event.EventKind;
import dev.leeway.signals.json.MessageWalk;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads texts into a run's grounding: what was retrieved, said by the user, called and answered.
 * Time is linear in the text, and no more of one text is read than the limits allow. Holds buffers,
 * so use it again; not thread-safe.
 */
public final class GroundingReader {
  private static final int NAME_MAX = 256;
  private static final byte[] NOTHING = new byte[0];
  private final GroundingLimits limits;
  private final EvidenceSink evidence = new EvidenceSink();
  private final JsonWalk evidenceJson = new JsonWalk(evidence);
  private final ClaimSink claims;
  private final TextScanner claimScanner;
  private final ArgumentSink arguments = new ArgumentSink();
  private final JsonWalk argumentJson = new JsonWalk(arguments);
  private char[] buffer = new char[4_096];

  public GroundingReader(GroundingLimits limits) {
    this.limits = limits;
    this.claims = new ClaimSink(limits);
    this.claimScanner = new TextScanner(claims);
  }

  /** The claims of an answer with their places, for a page that shows it. */
  public List<ReadClaim> claims(String answer) {
    readClaims(answer, null);
    List<ReadClaim> read = new ArrayList<>();
    for (Claim claim : claims.claims()) {
      Value value = claim.value();
      String text = answer.substring(value.start(), value.end());
      read.add(
          new ReadClaim(
              value.kind(), CanonicalForm.of(value, text), value.start(), value.end(), text));
    }
    return read;
  }

  /** What a span's payload says, as {@link RunGrounding#bytes}; empty where it says nothing. */
  public byte[] read(AgentEvent span, List<Content> contents) {
    if (contents.isEmpty()) {
      return NOTHING;
    }
    RunGrounding run = new RunGrounding(limits);
    span(
        run,
        span.spanId(),
        span.kind(),
        span.tool().name(),
        span.startMillis(),
        span.endMillis(),
        contents);
    return run.isEmpty() ? NOTHING : run.bytes();
  }

  /**
   * A span's payload, each piece as what its role says.
   *
   * @param toolName empty where the span is no tool call
   */
  public void span(
      RunGrounding run,
      long spanId,
      EventKind kind,
      String toolName,
      long startMillis,
      long endMillis,
      List<Content> contents) {
    CallEnd callEnd = CallEnd.of(contents);
    for (Content content : contents) {
      String text = content.text();
      switch (content.ref().role()) {
        case DOCUMENTS -> evidence(run, EvidenceRole.DOCUMENT, spanId, endMillis, text);
        case TOOL_RESULT -> evidence(run, EvidenceRole.TOOL_RESULT, spanId, endMillis, text);
        case TOOL_ARGUMENTS -> toolCall(run, spanId, startMillis, toolName, text, callEnd);
        case TOOL_DEFINITIONS -> {
          run.toolsShown();
          evidence(run, EvidenceRole.SYSTEM, spanId, startMillis, text);
        }
        case SYSTEM_INSTRUCTIONS ->
            MessageWalk.walkParts(text, new SpanParts(run, spanId, startMillis, endMillis));
        case INPUT_MESSAGES -> {
          // A tool's input, where it came as messages, is its caller's words and nobody's evidence.
          if (kind != EventKind.TOOL) {
            MessageWalk.walk(text, new SpanParts(run, spanId, startMillis, endMillis));
          }
        }
        case OUTPUT_MESSAGES -> {
          SpanParts parts = new SpanParts(run, spanId, startMillis, endMillis);
          parts.output = true;
          MessageWalk.walk(text, parts);
        }
        case QUERY -> {}
      }
    }
    if (kind == EventKind.TOOL) {
      called(run, toolName);
    }
  }

  /**
   * Something that the run knew.
   *
   * @param millis from when on
   * @param text JSON or any other
   */
  public void evidence(RunGrounding run, EvidenceRole role, long spanId, long millis, String text) {
    int length = load(run, text);
    evidence.begin(run, role, run.known().source(spanId, millis));
    boolean json = JsonWalk.looksLikeJson(buffer, 0, length);
    if (json) {
      evidenceJson.walk(buffer, 0, length);
    } else {
      evidenceJson.scanner().scan(buffer, 0, length);
    }
    evidence.end();
    if (role == EvidenceRole.DOCUMENT || role == EvidenceRole.TOOL_RESULT) {
      run.retrieved(!(json ? evidenceJson.foundNothing() : Emptiness.of(text)));
    }
  }

  /** A call of a tool; a retrieved value that it repeats is its ground. */
  public void toolCall(
      RunGrounding run,
      long spanId,
      long startMillis,
      String name,
      String argumentsJson,
      CallEnd end) {
    called(run, name);
    int length = load(run, argumentsJson);
    arguments.begin();
    if (JsonWalk.looksLikeJson(buffer, 0, length)) {
      argumentJson.walk(buffer, 0, length);
    }
    for (Claim claim : arguments.found()) {
      run.add(new Argument(spanId, startMillis, claim, end.bit()));
    }
  }

  /** A text that was said to the user. */
  public void answer(RunGrounding run, long spanId, long millis, String text) {
    if (text.isBlank()) {
      return;
    }
    readClaims(text, run);
    run.add(
        new Answer(
            spanId,
            millis,
            FactHash.of(text),
            claims.claims(),
            claims.actions(),
            claims.wordCount(),
            Hedges.in(text) || asks(text),
            claims.dropped()));
  }

  private static boolean asks(String text) {
    int end = text.length();
    while (end > 0 && Character.isWhitespace(text.charAt(end - 1))) {
      end--;
    }
    return end > 0 && text.charAt(end - 1) == '?';
  }

  private void readClaims(String text, @Nullable RunGrounding run) {
    int length = copy(text);
    claims.begin(buffer, run);
    claimScanner.scan(buffer, 0, length);
    claims.end();
  }

  /** A tool that the run called, by the words of its name: cancel_order, cancelOrder. */
  public static void called(RunGrounding run, String name) {
    run.toolsShown();
    int length = Math.min(name.length(), NAME_MAX);
    int start = 0;
    for (int i = 0; i <= length; i++) {
      boolean ends = i == length || !Character.isLetter(name.charAt(i));
      boolean capital = !ends && i > start && Character.isUpperCase(name.charAt(i));
      if (ends || (capital && Character.isLowerCase(name.charAt(i - 1)))) {
        run.actionDone(Stem.of(name.substring(start, i)));
        start = ends ? i + 1 : i;
      }
    }
  }

  private int load(RunGrounding run, String text) {
    int length = copy(text);
    if (length < text.length()) {
      run.cut();
    }
    return length;
  }

  private int copy(String text) {
    int length = Math.min(text.length(), limits.textChars());
    if (buffer.length < length) {
      buffer = new char[Math.max(length, Math.min(limits.textChars(), buffer.length * 2))];
    }
    text.getChars(0, length, buffer, 0);
    return length;
  }

  /** Takes the parts of a span's messages for a run. */
  private final class SpanParts implements MessageWalk.Parts {
    private final RunGrounding run;
    private final long spanId;
    private final long startMillis;
    private final long endMillis;
    private final StringBuilder said = new StringBuilder();
    private boolean called;
    private boolean output;

    SpanParts(RunGrounding run, long spanId, long startMillis, long endMillis) {
      this.run = run;
      this.spanId = spanId;
      this.startMillis = startMillis;
      this.endMillis = endMillis;
    }

    @Override
    public void text(String role, String text) {
      switch (role) {
        case "user" -> evidence(run, EvidenceRole.USER, spanId, startMillis, text);
        case "system", "developer" -> evidence(run, EvidenceRole.SYSTEM, spanId, startMillis, text);
        case "tool" -> evidence(run, EvidenceRole.TOOL_RESULT, spanId, startMillis, text);
        case "assistant" -> said.append(said.isEmpty() ? "" : "\n").append(text);
        default -> {}
      }
    }

    @Override
    public void toolResponse(String response) {
      evidence(run, EvidenceRole.TOOL_RESULT, spanId, startMillis, response);
    }

    @Override
    public void toolCall(String name, String argumentsJson) {
      called = true;
      if (output) {
        GroundingReader.this.toolCall(
            run, spanId, endMillis, name, argumentsJson, CallEnd.PROPOSED);
      }
    }

    @Override
    public void messageEnds() {
      // What is said beside a call is a thought on the way, not the answer.
      if (output && !called) {
        answer(run, spanId, endMillis, said.toString());
      }
      said.setLength(0);
      called = false;
    }
  }
}
