package dev.leeway.webui.action;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * One thing that a person did about a finding; the newest of a finding is how it stands.
 *
 * @param revision grows with each action on a finding
 * @param until end of a silence; empty for the other kinds
 * @param note why, in the person's words; may be empty
 */
public record FindingAction(
    String tenantId,
    String findingId,
    long revision,
    ActionKind kind,
    Instant at,
    String actor,
    String note,
    Optional<Instant> until) {

  public static final int NOTE_LENGTH_MAX = 2_000;

  public FindingAction {
    if (note.length() > NOTE_LENGTH_MAX) {
      throw new IllegalArgumentException(
          "note must have at most %d characters: %d".formatted(NOTE_LENGTH_MAX, note.length()));
    }
    if (until.isPresent() != (kind == ActionKind.SILENCED)) {
      throw new IllegalArgumentException(
          "expected an end of the silence and of nothing else: " + kind);
    }
  }

  /** Whether it still holds: a silence ends by itself, the others do not. */
  public boolean holds(Instant now) {
    return kind != ActionKind.REOPENED && until.map(end -> end.isAfter(now)).orElse(true);
  }

  /** The value of the record in {@code leeway.incidents}. */
  public String json() {
    ObjectNode json = JsonMapper.shared().createObjectNode();
    json.put("tenantId", tenantId).put("incidentId", findingId).put("revision", revision);
    json.put("kind", kind.name()).put("at", at.toString());
    json.put("actor", actor).put("note", note);
    until.ifPresent(end -> json.put("until", end.toString()));
    return json.toString();
  }

  /** Reads what {@link #json} wrote; empty when it is something else. */
  public static Optional<FindingAction> parse(String text) {
    try {
      JsonNode json = JsonMapper.shared().readTree(text);
      String until = json.path("until").asString("");
      return Optional.of(
          new FindingAction(
              json.path("tenantId").asString(""),
              json.path("incidentId").asString(""),
              json.path("revision").asLong(0),
              ActionKind.valueOf(json.path("kind").asString("")),
              Instant.parse(json.path("at").asString("")),
              json.path("actor").asString(""),
              json.path("note").asString(""),
              until.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(until))));
    } catch (JacksonException | IllegalArgumentException | DateTimeException e) {
      return Optional.empty();
    }
  }
}
