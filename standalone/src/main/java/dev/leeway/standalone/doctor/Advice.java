package dev.leeway.standalone.doctor;

import dev.leeway.signals.event.Convention;
import dev.leeway.storage.lookup.SenderProfile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What one sender loses and what to change there, in words. Stateless.
 *
 * <p>Advice is given where at least a tenth of what could have a field lacks it: a library that
 * loses a field loses it always, or in one way of calling it; a lone span proves nothing.
 */
final class Advice {
  private static final int SHARE = 10;

  private Advice() {}

  static List<String> of(SenderProfile sender) {
    Convention convention = conventionOf(sender.convention());
    List<String> advice = new ArrayList<>();
    identity(sender, advice);
    if (convention == Convention.UNKNOWN) {
      unknown(sender, advice);
    }
    llm(sender, convention, advice);
    if (sender.tools() > 0 && lacks(sender.tools(), sender.toolsWithContent())) {
      advice.add(
          "%s tool spans have neither arguments nor result, which loops are found by: switch"
                  .formatted(share(sender.tools(), sender.toolsWithContent()))
              + " content on, "
              + Switches.content(convention));
    }
    if (sender.llm().calls() > 0 && sender.conversations() == 0) {
      advice.add(
          "no conversation id, so the turns of a conversation stay single runs: "
              + Switches.conversation(convention));
    }
    oddities(sender, advice);
    return advice;
  }

  /** Names that a newer program has stored are none that this one could say more about. */
  private static Convention conventionOf(String name) {
    return Arrays.stream(Convention.values())
        .filter(convention -> convention.name().equals(name))
        .findFirst()
        .orElse(Convention.OTEL_GENAI);
  }

  private static void identity(SenderProfile sender, List<String> advice) {
    String service = sender.serviceName();
    if (service.isEmpty() || service.startsWith("unknown_service")) {
      advice.add(
          "service.name is %s, so agents of several teams fall together: set OTEL_SERVICE_NAME"
              .formatted(service.isEmpty() ? "absent" : service));
    }
    if (sender.llm().calls() > 0 && sender.versioned() == 0) {
      advice.add(
          "no version, so a deployment can't be compared with the one before: set"
              + " OTEL_RESOURCE_ATTRIBUTES=service.version=… (or gen_ai.agent.version on spans)");
    }
  }

  private static void unknown(SenderProfile sender, List<String> advice) {
    boolean allTransport =
        sender.kinds().keySet().stream().allMatch(kind -> kind.equals("HTTP") || kind.equals("DB"));
    if (!allTransport) {
      advice.add(
          "spans of no convention that is known: kept with their attributes, but no model, tokens"
              + " or tool is read from them. If they are an agent's, instrument it by"
              + " OpenTelemetry's GenAI conventions or OpenInference");
    }
  }

  private static void llm(SenderProfile sender, Convention convention, List<String> advice) {
    SenderProfile.LlmCalls llm = sender.llm();
    long whole = llm.calls() - llm.streamed();
    long wholeUsage = llm.usage() - llm.streamedUsage();
    if (lacks(llm.streamed(), llm.streamedUsage())) {
      advice.add(
          "%s streamed model calls have no token usage, so their cost is unknown: set %s"
              .formatted(
                  share(llm.streamed(), llm.streamedUsage()), Switches.streamedUsage(convention)));
    }
    if (lacks(whole, wholeUsage)) {
      advice.add(
          "%s model calls have no token usage, so their cost is unknown. Where they stream: set %s."
                  .formatted(share(whole, wholeUsage), Switches.streamedUsage(convention))
              + " Else update the instrumentation");
    }
    if (lacks(llm.calls(), llm.model())) {
      advice.add(
          "%s model calls name no model, so they have no price: set gen_ai.request.model"
              .formatted(share(llm.calls(), llm.model())));
    }
    if (lacks(llm.streamed(), llm.streamedTtft())) {
      advice.add(
          "%s streamed model calls have no time to the first token: update the instrumentation, or"
                  .formatted(share(llm.streamed(), llm.streamedTtft()))
              + " set gen_ai.response.time_to_first_chunk (seconds)");
    }
    if (lacks(llm.calls(), llm.content())) {
      advice.add(
          "%s model calls carry no messages, so inputs and answers can't be compared: %s"
              .formatted(share(llm.calls(), llm.content()), Switches.content(convention)));
    }
  }

  private static void oddities(SenderProfile sender, List<String> advice) {
    SenderProfile.Oddities odd = sender.oddities();
    if (odd.wrongTimes() > 0) {
      advice.add(
          "%,d spans end before they start, lie in the future or are over 400 days old, and enter"
                  .formatted(odd.wrongTimes())
              + " no window: set the sender's clock by NTP");
    }
    if (odd.endMissing() > 0) {
      advice.add(
          "%,d spans have no end: end each span before it is exported".formatted(odd.endMissing()));
    }
    if (odd.truncated() > 0) {
      advice.add(
          "%,d spans have attributes beyond the size limit, which were shortened: send files and"
                  .formatted(odd.truncated())
              + " images by reference");
    }
    if (odd.invalidUtf8() > 0) {
      advice.add(
          "%,d spans hold bytes that are no UTF-8, which were replaced: encode binary values"
                  .formatted(odd.invalidUtf8())
              + " (Base64), and cut text at characters");
    }
  }

  private static boolean lacks(long all, long with) {
    return all > with && (all - with) * SHARE >= all;
  }

  private static String share(long all, long with) {
    return "%,d of %,d".formatted(all - with, all);
  }
}
