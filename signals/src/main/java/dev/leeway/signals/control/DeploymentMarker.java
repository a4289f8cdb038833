package dev.leeway.signals.control;

import dev.leeway.signals.event.Hashes;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * A deployment: from then on this version of an agent was rolled out. It travels through the
 * compacted topic of controls under {@link #key()} as {@link #json()}; of two with one key the
 * greater revision holds.
 *
 * @param markerId 32 hexadecimal digits, see {@link #of}
 * @param revision grows each time the marker is told again
 * @param version as the agent's spans say it: {@code gen_ai.agent.version}, else {@code
 *     service.version}
 * @param atMillis when the deployment began
 * @param commit, url, by, note what else is known of it; may be empty
 */
public record DeploymentMarker(
    String tenantId,
    String markerId,
    long revision,
    String environment,
    String agent,
    String version,
    long atMillis,
    String commit,
    String url,
    String by,
    String note) {

  public static final String KIND = "deployment";
  public static final int NAME_LENGTH_MAX = 200;
  public static final int TEXT_LENGTH_MAX = 2_000;

  private static final int FORMAT = 1;
  private static final Instant LAST = Instant.parse("2262-01-01T00:00:00Z");

  public DeploymentMarker {
    named("tenantId", tenantId);
    named("agent", agent);
    named("version", version);
    named("environment", environment);
    bounded("commit", commit);
    bounded("url", url);
    bounded("by", by);
    bounded("note", note);
    if (!markerId.matches("[0-9a-f]{32}")) {
      throw new IllegalArgumentException(
          "markerId: expected 32 hexadecimal digits, came " + markerId);
    }
    if (!(atMillis >= 0 && atMillis < LAST.toEpochMilli())) {
      throw new IllegalArgumentException(
          "at: expected a time from 1970 to 2261, came " + atMillis + " ms");
    }
  }

  /**
   * A marker with its own id: the same version of the same agent told again for the same time is
   * the same marker.
   */
  public static DeploymentMarker of(
      String tenantId,
      long revision,
      String environment,
      String agent,
      String version,
      long atMillis,
      String commit,
      String url,
      String by,
      String note) {
    return new DeploymentMarker(
        tenantId,
        idOf(tenantId, environment, agent, version, atMillis),
        revision,
        environment,
        agent,
        version,
        atMillis,
        commit,
        url,
        by,
        note);
  }

  /** The id of a version's deployment at a time. */
  public static String idOf(
      String tenantId, String environment, String agent, String version, long atMillis) {
    String name =
        String.join("\0", tenantId, environment, agent, version, Long.toString(atMillis)) + "\0";
    return HexFormat.of().formatHex(Hashes.sha256(name), 0, 16);
  }

  /** The key of its record in the topic of controls. */
  public String key() {
    return tenantId + "/" + KIND + "/" + markerId;
  }

  /** The same, told or taken back again, by somebody at some time. */
  public DeploymentMarker revised(long newRevision, String newBy) {
    return new DeploymentMarker(
        tenantId,
        markerId,
        newRevision,
        environment,
        agent,
        version,
        atMillis,
        commit,
        url,
        newBy,
        note);
  }

  /** The value of its record. */
  public String json() {
    return json(KIND);
  }

  String json(String kind) {
    return "{\"format\":"
        + FORMAT
        + member("kind", kind)
        + ",\"revision\":"
        + revision
        + member("tenantId", tenantId)
        + member("markerId", markerId)
        + member("environment", environment)
        + member("agent", agent)
        + member("version", version)
        + member("at", Instant.ofEpochMilli(atMillis).toString())
        + member("commit", commit)
        + member("url", url)
        + member("by", by)
        + member("note", note)
        + "}";
  }

  /** Reads what {@link #json} wrote; empty where it is another kind of control, or none. */
  public static Optional<DeploymentMarker> parse(String json) {
    return parse(json, KIND);
  }

  static Optional<DeploymentMarker> parse(String json, String kind) {
    return FlatJson.read(json)
        .filter(members -> kind.equals(members.get("kind")))
        .flatMap(DeploymentMarker::read);
  }

  private static Optional<DeploymentMarker> read(Map<String, String> members) {
    try {
      return Optional.of(
          new DeploymentMarker(
              members.getOrDefault("tenantId", ""),
              members.getOrDefault("markerId", ""),
              Long.parseLong(members.getOrDefault("revision", "0")),
              members.getOrDefault("environment", ""),
              members.getOrDefault("agent", ""),
              members.getOrDefault("version", ""),
              Instant.parse(members.getOrDefault("at", "")).toEpochMilli(),
              members.getOrDefault("commit", ""),
              members.getOrDefault("url", ""),
              members.getOrDefault("by", ""),
              members.getOrDefault("note", "")));
    } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
      return Optional.empty();
    }
  }

  private static String member(String name, String value) {
    return ",\"" + name + "\":" + FlatJson.quoted(value);
  }

  private static void named(String field, String value) {
    if (value.isBlank() || value.length() > NAME_LENGTH_MAX) {
      throw new IllegalArgumentException(
          "%s: expected 1 to %d characters, came %d"
              .formatted(field, NAME_LENGTH_MAX, value.strip().length()));
    }
  }

  private static void bounded(String field, String value) {
    if (value.length() > TEXT_LENGTH_MAX) {
      throw new IllegalArgumentException(
          "%s: expected at most %d characters, came %d"
              .formatted(field, TEXT_LENGTH_MAX, value.length()));
    }
  }
}
