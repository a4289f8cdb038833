package dev.leeway.webui.notify;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leeway.signals.finding.Finding;
import dev.leeway.signals.rules.Ownership;
import dev.leeway.signals.window.Dimensions;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.TreeMap;

/**
 * The JSON that a webhook receives, documented with an example in {@code docs/webhook.md}. {@code
 * dedup_key} is the same in the firing and the resolved message of one finding.
 *
 * @param owned who looks after it, by the rules file as it is now
 */
record WebhookMessage(NotificationEvent event, Finding finding, Ownership owned, URI base) {

  byte[] body() {
    ObjectNode message = JsonNodeFactory.instance.objectNode();
    message.put("event", event.name().toLowerCase(Locale.ROOT));
    message.put("dedup_key", finding.findingId());
    message.put("revision", finding.revision());
    message.put("summary", summary());
    message.put("url", base.resolve("/findings/" + finding.findingId()).toString());
    message.put("owner", owned.owner());
    message.put("runbook_url", owned.runbookUrl());
    ObjectNode labels = message.putObject("labels");
    new TreeMap<>(owned.labels()).forEach(labels::put);
    ObjectNode details = message.putObject("finding");
    details.put("detector", finding.detector());
    details.put("signal", finding.signal());
    details.put("severity", finding.severity().name());
    ObjectNode slice = details.putObject("slice");
    finding.slice().pairs().forEach(slice::put);
    details.put("since", Instant.ofEpochMilli(finding.onsetMillis()).toString());
    details.put("opened_at", Instant.ofEpochMilli(finding.openedAtMillis()).toString());
    if (finding.closedAtMillis() != 0) {
      details.put("closed_at", Instant.ofEpochMilli(finding.closedAtMillis()).toString());
    }
    details.put("effect", finding.effect());
    details.put("effect_text", finding.effectText());
    details.put("baseline_id", finding.baselineId());
    ObjectNode evidence = details.putObject("evidence");
    finding.evidence().forEach(evidence::put);
    if (!Double.isNaN(finding.coverage())) {
      details.put("coverage", finding.coverage());
    }
    var exemplars = details.putArray("exemplar_trace_ids");
    finding.exemplarTraceIds().forEach(exemplars::add);
    return message.toString().getBytes(StandardCharsets.UTF_8);
  }

  private String summary() {
    String agent = finding.slice().agent();
    String what = (agent.equals(Dimensions.ALL) ? "all agents" : agent) + ": " + finding.signal();
    return switch (event) {
      case FIRING -> what + " — " + finding.effectText();
      case RESOLVED -> what + " is back to normal";
    };
  }
}
