package dev.leeway.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.event.TraceId;
import dev.leeway.telemetry.LogRequest.SpanKey;
import dev.leeway.telemetry.SentRequests.Conversation;
import dev.leeway.telemetry.SentRequests.Sent;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SentRequestsTest {
  private static final Conversation CONVERSATION = new Conversation("acme", "c");
  private static final SpanKey SPAN = new SpanKey(new TraceId(1, 2), 3);
  private static final Sent FIRST = new Sent(100, Optional.empty());
  private static final Sent SECOND = new Sent(200, Optional.of(SPAN));

  private final SentRequests sent = new SentRequests();

  @Test
  void twoCallsAtATimeFindTheirRequestsFirstInFirstOut() {
    sent.add(CONVERSATION, FIRST);
    sent.add(CONVERSATION, SECOND);
    assertThat(answered(SentRequests.UNKNOWN)).contains(FIRST);
    assertThat(answered(SentRequests.UNKNOWN)).contains(SECOND);
    assertThat(answered(SentRequests.UNKNOWN)).isEmpty();
  }

  @Test
  void aResponseThatSaysWhenItsCallBeganFindsTheNearest() {
    sent.add(CONVERSATION, FIRST);
    sent.add(CONVERSATION, SECOND);
    assertThat(answered(190)).contains(SECOND);
    assertThat(answered(190)).contains(FIRST);
  }

  @Test
  void aResponseInASpanFindsTheRequestOfThatSpan() {
    sent.add(CONVERSATION, FIRST);
    sent.add(CONVERSATION, SECOND);
    assertThat(sent.answered(CONVERSATION, Optional.of(SPAN), 100)).contains(SECOND);
  }

  @Test
  void conversationsAndTenantsAreApartAndNoConversationIsNone() {
    Conversation none = new Conversation("acme", "");
    sent.add(CONVERSATION, FIRST);
    sent.add(none, FIRST);
    assertThat(sent.answered(new Conversation("other", "c"), Optional.empty(), 100)).isEmpty();
    assertThat(sent.answered(none, Optional.empty(), 100)).isEmpty();
  }

  @Test
  void whatARetryTellsOfAgainWaitsOnce() {
    sent.add(CONVERSATION, FIRST);
    sent.add(CONVERSATION, FIRST);
    assertThat(answered(SentRequests.UNKNOWN)).contains(FIRST);
    assertThat(answered(SentRequests.UNKNOWN)).isEmpty();
  }

  @Test
  void afterTheNextPromptNothingWaitsAndTheTraceIsStillKnown() {
    sent.add(CONVERSATION, SECOND);
    sent.interrupted(CONVERSATION);
    assertThat(answered(SentRequests.UNKNOWN)).isEmpty();
    assertThat(sent.lastSeen(CONVERSATION)).contains(SPAN);
    assertThat(sent.forgotten()).isEqualTo(1);
  }

  @Test
  void requestsThatNobodyAnswersAndConversationsAreForgottenOldestFirst() {
    for (int i = 0; i <= SentRequests.WAITING_MAX; i++) {
      sent.add(CONVERSATION, new Sent(i, Optional.empty()));
    }
    assertThat(sent.forgotten()).isEqualTo(1);
    assertThat(answered(SentRequests.UNKNOWN)).contains(new Sent(1, Optional.empty()));
    for (int i = 0; i < SentRequests.CONVERSATIONS_MAX; i++) {
      sent.add(new Conversation("acme", "c" + i), FIRST);
    }
    assertThat(answered(SentRequests.UNKNOWN)).isEmpty();
    assertThat(sent.forgotten()).isEqualTo(SentRequests.WAITING_MAX);
  }

  private Optional<Sent> answered(long startNanos) {
    return sent.answered(CONVERSATION, Optional.empty(), startNanos);
  }
}
