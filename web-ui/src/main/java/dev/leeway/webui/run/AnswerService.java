package dev.leeway.webui.run;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.Content;
import dev.leeway.signals.event.ContentRef;
import dev.leeway.signals.event.ContentRole;
import dev.leeway.signals.grounding.GroundingLimits;
import dev.leeway.signals.grounding.TextJudge;
import dev.leeway.storage.query.SpanStore;
import dev.leeway.webui.config.WebUiConfig;
import dev.leeway.webui.opinion.SecondOpinion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;

/** Reads back what a run knew, so that the answers of its spans can be checked on a page. */
@Service
class AnswerService {
  private static final int TEXTS_MAX = 5 * SpanStore.CONTENTS_MAX;
  private static final long BYTES_MAX = 16L << 20;

  private final SpanStore spans;
  private final SecondOpinion second;
  private final String tenantId;

  AnswerService(SpanStore spans, SecondOpinion second, WebUiConfig config) {
    this.spans = spans;
    this.second = second;
    tenantId = config.tenantId();
  }

  /**
   * The check of a span's answers.
   *
   * @param run all spans of its run
   */
  AnswerCheck check(AgentEvent span, List<AgentEvent> run) {
    if (span.contents().stream().noneMatch(ref -> ref.role() == ContentRole.OUTPUT_MESSAGES)) {
      return AnswerCheck.none();
    }
    Set<String> hashes = new LinkedHashSet<>();
    long bytes = 0;
    for (AgentEvent one : run) {
      for (ContentRef ref : one.contents()) {
        if (known(ref) && hashes.add(ref.hash())) {
          bytes += ref.sizeBytes();
        }
      }
    }
    if (hashes.isEmpty()) {
      return AnswerCheck.not("Not checkable: no text that the run knew was captured.");
    }
    if (hashes.size() > TEXTS_MAX || bytes > BYTES_MAX) {
      return AnswerCheck.not(
          "Not checked here: the run knew %d texts of %d MB, which are too many for a page."
              .formatted(hashes.size(), bytes >> 20));
    }
    Map<String, String> texts = texts(new ArrayList<>(hashes));
    return judged(run, hashes, texts).withOpinion(opinion(span, List.copyOf(texts.values())));
  }

  /** By a model that was given the same texts; empty where none is asked. */
  private String opinion(AgentEvent span, List<String> evidence) {
    List<String> answers =
        span.contents().stream()
            .filter(ref -> ref.role() == ContentRole.OUTPUT_MESSAGES)
            .map(ContentRef::hash)
            .toList();
    return texts(answers).values().stream()
        .flatMap(answer -> second.on(answer, evidence).stream())
        .collect(Collectors.joining("; "));
  }

  private static AnswerCheck judged(
      List<AgentEvent> run, Set<String> hashes, Map<String, String> texts) {
    if (texts.size() < hashes.size()) {
      return AnswerCheck.not(
          "Not checkable: %d of the %d texts that the run knew are not kept any more."
              .formatted(hashes.size() - texts.size(), hashes.size()));
    }
    TextJudge judge = new TextJudge(GroundingLimits.defaults());
    for (AgentEvent one : run) {
      List<Content> contents = new ArrayList<>();
      for (ContentRef ref : one.contents()) {
        String text = texts.get(ref.hash());
        if (known(ref) && text != null) {
          contents.add(new Content(ref, text));
        }
      }
      judge.add(one, contents);
    }
    return AnswerCheck.by(judge, hashes.size());
  }

  private Map<String, String> texts(List<String> hashes) {
    Map<String, String> texts = new HashMap<>();
    for (int at = 0; at < hashes.size(); at += SpanStore.CONTENTS_MAX) {
      int end = Math.min(hashes.size(), at + SpanStore.CONTENTS_MAX);
      texts.putAll(spans.contents(tenantId, hashes.subList(at, end)));
    }
    return texts;
  }

  private static boolean known(ContentRef ref) {
    return ref.role() != ContentRole.OUTPUT_MESSAGES && ref.role() != ContentRole.QUERY;
  }
}
