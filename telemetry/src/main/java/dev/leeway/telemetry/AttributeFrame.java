package dev.leeway.telemetry;

import dev.leeway.signals.event.EventKind;
import dev.leeway.telemetry.content.JsonInside;
import dev.leeway.telemetry.convention.Coercion;
import dev.leeway.telemetry.convention.CompiledConventions;
import dev.leeway.telemetry.convention.Field;
import dev.leeway.telemetry.convention.IndexedPath;
import dev.leeway.telemetry.convention.Key;
import dev.leeway.telemetry.convention.KeyTable;
import dev.leeway.telemetry.convention.KindRole;
import dev.leeway.telemetry.convention.Meaning;
import dev.leeway.telemetry.convention.Role;
import dev.leeway.telemetry.convention.Unit;
import dev.leeway.telemetry.wire.ValueType;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of one span or resource by what they mean: the best of each canonical field, and
 * which dialects they speak. Used again for the next; not thread-safe.
 */
final class AttributeFrame {
  private static final int EVENT_RANKS = 100_000_000;
  private static final int FIRST_LIST = 1 << 24;
  private static final int NONE = -1;
  private static final int CONTENT_LENGTH_PLAIN = 15;

  private final CompiledConventions conventions;
  private final RawAttributes all;

  private final int[] rank = new int[Field.COUNT];
  private final int[] place = new int[Field.COUNT];
  private final Unit[] unit = new Unit[Field.COUNT];
  private final @Nullable String[] inside = new String[Field.COUNT];
  private int parsedAt;
  private JsonInside parsed = JsonInside.of("");
  private final double[] confidence;
  private int kindCandidates;
  private final int[] kindPlace = new int[16];
  private boolean hasIndexed;

  AttributeFrame(KeyTable keyTable, CompiledConventions conventions, int textBytesMax) {
    this.conventions = conventions;
    this.all = new RawAttributes(keyTable, textBytesMax);
    this.confidence = new double[conventions.mappers().size()];
  }

  void clear(byte[] request) {
    all.clear(request);
    kindCandidates = 0;
    hasIndexed = false;
    Arrays.fill(rank, Integer.MAX_VALUE);
    Arrays.fill(place, NONE);
    Arrays.fill(inside, null);
    Arrays.fill(confidence, 0);
    parsedAt = NONE;
  }

  /** As they lie in the request. */
  RawAttributes all() {
    return all;
  }

  /** Reads one KeyValue. */
  void add(int from, int to, boolean event) {
    all.add(from, to, event);
  }

  /**
   * Finds the best attribute of each field; call it when all are in, and what says elsewhere which
   * dialects are spoken has been given to {@link #sign}.
   */
  void resolve() {
    for (int at = 0; at < all.size(); at++) {
      Key key = all.key(at);
      for (int i = 0; i < key.signCount(); i++) {
        Meaning.Sign sign = key.sign(i);
        boolean saidSo = sign.value().isEmpty() || all.text(at).startsWith(sign.value());
        if (saidSo && (!sign.inScope() || confidence[sign.mapper()] > 0)) {
          sign(sign);
        }
      }
    }
    for (int at = 0; at < all.size(); at++) {
      Key key = all.key(at);
      Meaning meaning = key.meaning();
      if (!meaning.kindRoles().isEmpty() && kindCandidates < kindPlace.length) {
        kindPlace[kindCandidates++] = at;
      }
      IndexedPath path = meaning.path();
      if (path != null) {
        hasIndexed = true;
        offerList(path.list());
      }
      for (int i = 0; i < key.roleCount(); i++) {
        offer(key.role(i), at);
      }
    }
  }

  private void offer(Role role, int at) {
    int field = role.field().slot();
    int offered = all.isFromEvent(at) ? role.rank() + EVENT_RANKS : role.rank();
    if (offered >= rank[field] || !isBelieved(role.ownMapper())) {
      return;
    }
    String value = role.inside().isEmpty() ? null : insideOf(at, role.inside());
    boolean accepted =
        value == null
            ? accepts(role.field(), at)
            : role.field().coercion().accepts(ValueType.STRING, 0, value);
    if (accepted) {
      rank[field] = offered;
      place[field] = at;
      unit[field] = role.unit();
      inside[field] = value;
    }
  }

  /** Whether the dialect that a table entry needs was recognised. */
  private boolean isBelieved(int ownMapper) {
    return ownMapper < 0 || confidence[ownMapper] > 0;
  }

  private String insideOf(int at, String path) {
    if (parsedAt != at) {
      parsed = JsonInside.of(all.wholeText(at));
      parsedAt = at;
    }
    return parsed.at(path);
  }

  private void offerList(int list) {
    int field = conventions.list(list).field().slot();
    if (conventions.rankOfList(list) < rank[field]) {
      rank[field] = conventions.rankOfList(list);
      place[field] = FIRST_LIST + list;
      inside[field] = null;
    }
  }

  private boolean accepts(Field field, int at) {
    boolean longContent = field.isContent() && all.bytes(at) > CONTENT_LENGTH_PLAIN;
    return longContent || field.coercion().accepts(all.type(at), all.bits(at), all.text(at));
  }

  boolean has(Field field) {
    return place[field.slot()] != NONE;
  }

  /** The field's value as text, empty when there is none. */
  String text(Field field) {
    int at = placeOf(field);
    String value = inside[field.slot()];
    if (value != null) {
      return value;
    }
    return at == NONE ? "" : field.isContent() ? all.text(at) : unquoted(all.text(at));
  }

  /** Some emitters write every value as JSON. */
  private static String unquoted(String text) {
    return text.startsWith("\"") ? Coercion.unquoted(text) : text;
  }

  /** The field's value as text, whole; empty when there is none or when a list has it. */
  String wholeText(Field field) {
    int at = placeOf(field);
    String value = inside[field.slot()];
    if (value != null) {
      return value;
    }
    return at == NONE ? "" : all.wholeText(at);
  }

  /** Whether one attribute, and no flattened list, holds the field. */
  boolean hasPlain(Field field) {
    return placeOf(field) != NONE;
  }

  private int placeOf(Field field) {
    int at = place[field.slot()];
    return at >= FIRST_LIST ? NONE : at;
  }

  /** The number of the flattened list that holds the field, else -1. */
  int listOf(Field field) {
    int at = place[field.slot()];
    return at >= FIRST_LIST ? at - FIRST_LIST : NONE;
  }

  /** Whether only a key of late precedence holds the field. */
  boolean isLate(Field field) {
    return conventions.isLate(rank[field.slot()] % EVENT_RANKS);
  }

  Unit unit(Field field) {
    return unit[field.slot()];
  }

  @Nullable Long count(Field field) {
    int at = placeOf(field);
    String value = inside[field.slot()];
    if (value != null) {
      return Coercion.count(ValueType.STRING, 0, value);
    }
    return at == NONE ? null : Coercion.count(all.type(at), all.bits(at), all.text(at));
  }

  @Nullable Double decimal(Field field) {
    int at = placeOf(field);
    String value = inside[field.slot()];
    if (value != null) {
      return Coercion.decimal(ValueType.STRING, 0, value);
    }
    return at == NONE ? null : Coercion.decimal(all.type(at), all.bits(at), all.text(at));
  }

  /** What the keys that name kinds, and the name, say, the best first; null when none is known. */
  @Nullable EventKind kind(boolean root, String name) {
    EventKind best = null;
    int bestRank = Integer.MAX_VALUE;
    for (int i = 0; i <= kindCandidates; i++) {
      boolean named = i == kindCandidates;
      List<KindRole> roles =
          named ? conventions.kindRolesOfNames() : all.key(kindPlace[i]).meaning().kindRoles();
      for (KindRole role : roles) {
        if (role.rank() < bestRank && isBelieved(role.ownMapper())) {
          String said = named ? name : all.text(kindPlace[i]);
          EventKind kind = role.keys().kindOf(said, root);
          bestRank = kind == null ? bestRank : role.rank();
          best = kind == null ? best : kind;
        }
      }
    }
    return best;
  }

  double[] confidence() {
    return confidence;
  }

  void sign(Meaning.Sign sign) {
    confidence[sign.mapper()] = Math.max(confidence[sign.mapper()], sign.confidence());
  }

  /** Takes what the scope says of each dialect. */
  void sign(double[] byMapper) {
    for (int mapper = 0; mapper < byMapper.length; mapper++) {
      confidence[mapper] = Math.max(confidence[mapper], byMapper[mapper]);
    }
  }

  /** Whether an attribute holds payload, or would on a span of its dialect. */
  boolean isContent(int at) {
    Key key = all.key(at);
    boolean content = key.meaning().content();
    for (int i = 0; i < key.roleCount() && !content; i++) {
      content = key.role(i).field().isContent() && isBelieved(key.role(i).ownMapper());
    }
    return content;
  }

  boolean hasIndexed() {
    return hasIndexed;
  }

  boolean truncated() {
    return all.truncated();
  }

  boolean repaired() {
    return all.repaired();
  }
}
