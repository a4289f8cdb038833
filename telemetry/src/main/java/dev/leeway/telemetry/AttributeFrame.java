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
import dev.leeway.telemetry.wire.AnyValueReader;
import dev.leeway.telemetry.wire.LenientText;
import dev.leeway.telemetry.wire.ValueType;
import dev.leeway.telemetry.wire.WireCursor;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of one span or resource as they lie in the request, with the best one of each
 * canonical field found while reading. Used again for the next; not thread-safe.
 */
final class AttributeFrame {
  /** More attributes than this on one span are not read; flattened messages need many. */
  static final int ATTRIBUTES_MAX = 8_192;

  private static final int KEY_BYTES_MAX = 256;
  private static final int EVENT_RANKS = 100_000_000;
  private static final int FIRST_LIST = 1 << 24;
  private static final int NONE = -1;
  private static final int CONTENT_LENGTH_PLAIN = 15;

  private final KeyTable keyTable;
  private final CompiledConventions conventions;
  private final int textBytesMax;
  private final WireCursor pair = new WireCursor();
  private final AnyValueReader values = new AnyValueReader();

  private byte[] bytes = new byte[0];
  private Key[] keys = new Key[64];
  private ValueType[] types = new ValueType[64];
  private long[] bits = new long[64];
  private int[] starts = new int[64];
  private int[] ends = new int[64];
  private @Nullable String[] texts = new String[64];
  private boolean[] fromEvent = new boolean[64];
  private int size;
  private int reading;

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
  private boolean truncated;
  private boolean repaired;

  AttributeFrame(KeyTable keyTable, CompiledConventions conventions, int textBytesMax) {
    this.keyTable = keyTable;
    this.conventions = conventions;
    this.textBytesMax = textBytesMax;
    this.confidence = new double[conventions.mappers().size()];
  }

  void clear(byte[] request) {
    bytes = request;
    size = 0;
    reading = keyTable.nextReading();
    kindCandidates = 0;
    hasIndexed = false;
    truncated = false;
    repaired = false;
    Arrays.fill(rank, Integer.MAX_VALUE);
    Arrays.fill(place, NONE);
    Arrays.fill(inside, null);
    Arrays.fill(confidence, 0);
    parsedAt = NONE;
  }

  /** How many attributes no dialect has a use for. */
  int unmapped() {
    int unmapped = 0;
    for (int at = 0; at < size; at++) {
      unmapped += keys[at].meaning().known() ? 0 : 1;
    }
    return unmapped;
  }

  /** Reads one KeyValue. */
  void add(int from, int to, boolean event) {
    int keyFrom = from;
    int keyTo = from;
    int valueFrom = from;
    int valueTo = from;
    WireCursor cursor = pair.over(bytes, from, to);
    while (cursor.next()) {
      if (cursor.is(1, WireCursor.BYTES)) {
        keyFrom = cursor.start();
        keyTo = cursor.end();
      } else if (cursor.is(2, WireCursor.BYTES)) {
        valueFrom = cursor.start();
        valueTo = cursor.end();
      }
    }
    values.read(bytes, valueFrom, valueTo);
    if (keyTo - keyFrom > KEY_BYTES_MAX) {
      keyTo = LenientText.boundary(bytes, keyFrom, keyFrom + KEY_BYTES_MAX);
      truncated = true;
    }
    int at = placeOf(keyTable.of(bytes, keyFrom, keyTo), event);
    if (at < 0) {
      return;
    }
    types[at] = values.type();
    bits[at] = values.bits();
    starts[at] = values.start();
    ends[at] = values.end();
    texts[at] = null;
    fromEvent[at] = event;
  }

  /**
   * Finds the best attribute of each field; call it when all are in, and what says elsewhere which
   * dialects are spoken has been given to {@link #sign}.
   */
  void resolve() {
    for (int at = 0; at < size; at++) {
      Key key = keys[at];
      for (int i = 0; i < key.signCount(); i++) {
        Meaning.Sign sign = key.sign(i);
        boolean saidSo = sign.value().isEmpty() || text(at).startsWith(sign.value());
        if (saidSo && (!sign.inScope() || confidence[sign.mapper()] > 0)) {
          sign(sign);
        }
      }
    }
    for (int at = 0; at < size; at++) {
      Key key = keys[at];
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
    int offered = fromEvent[at] ? role.rank() + EVENT_RANKS : role.rank();
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
      parsed = JsonInside.of(wholeText(at));
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
    boolean longContent = field.isContent() && ends[at] - starts[at] > CONTENT_LENGTH_PLAIN;
    return longContent || field.coercion().accepts(types[at], bits[at], text(at));
  }

  private int placeOf(Key key, boolean event) {
    int claimed = key.claim(reading, size);
    if (claimed >= 0) {
      return event && !fromEvent[claimed] ? NONE : claimed;
    }
    if (size >= ATTRIBUTES_MAX) {
      truncated = true;
      return NONE;
    }
    if (size == keys.length) {
      grow();
    }
    keys[size] = key;
    return size++;
  }

  private void grow() {
    int capacity = 2 * keys.length;
    keys = Arrays.copyOf(keys, capacity);
    types = Arrays.copyOf(types, capacity);
    bits = Arrays.copyOf(bits, capacity);
    starts = Arrays.copyOf(starts, capacity);
    ends = Arrays.copyOf(ends, capacity);
    texts = Arrays.copyOf(texts, capacity);
    fromEvent = Arrays.copyOf(fromEvent, capacity);
  }

  int size() {
    return size;
  }

  Key key(int at) {
    return keys[at];
  }

  boolean isFromEvent(int at) {
    return fromEvent[at];
  }

  ValueType type(int at) {
    return types[at];
  }

  /** The value as text, cut to the limit of an attribute. */
  String text(int at) {
    String text = texts[at];
    if (text == null) {
      text = capped(at);
      texts[at] = text;
    }
    return text;
  }

  /** The value as text, whole. */
  String wholeText(int at) {
    return ends[at] - starts[at] <= textBytesMax && types[at] == ValueType.STRING
        ? text(at)
        : textOf(at, starts[at], ends[at]);
  }

  private String capped(int at) {
    int end = ends[at];
    if (types[at] == ValueType.STRING && end - starts[at] > textBytesMax) {
      truncated = true;
      end = LenientText.boundary(bytes, starts[at], starts[at] + textBytesMax);
    }
    String text = textOf(at, starts[at], end);
    if (text.length() > textBytesMax && types[at] != ValueType.STRING) {
      truncated = true;
      return text.substring(0, textBytesMax);
    }
    return text;
  }

  private String textOf(int at, int start, int end) {
    return switch (types[at]) {
      case EMPTY -> "";
      case STRING -> {
        String text = LenientText.of(bytes, start, end);
        repaired |= LenientText.repaired(text, bytes, start, end);
        yield text;
      }
      case BOOL -> bits[at] != 0 ? "true" : "false";
      case INT -> Long.toString(bits[at]);
      case DOUBLE -> Double.toString(Double.longBitsToDouble(bits[at]));
      case ARRAY, PAIRS -> {
        String json = values.json(types[at], bytes, start, end);
        truncated |= values.tooDeep();
        repaired |= values.repaired();
        yield json;
      }
      case BINARY -> AnyValueReader.base64(bytes, start, end);
    };
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
    return at == NONE ? "" : field.isContent() ? text(at) : unquoted(text(at));
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
    return at == NONE ? "" : wholeText(at);
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
    return at == NONE ? null : Coercion.count(types[at], bits[at], text(at));
  }

  @Nullable Double decimal(Field field) {
    int at = placeOf(field);
    String value = inside[field.slot()];
    if (value != null) {
      return Coercion.decimal(ValueType.STRING, 0, value);
    }
    return at == NONE ? null : Coercion.decimal(types[at], bits[at], text(at));
  }

  /** What the keys that name kinds, and the name, say, the best first; null when none is known. */
  @Nullable EventKind kind(boolean root, String name) {
    EventKind best = null;
    int bestRank = Integer.MAX_VALUE;
    for (int i = 0; i <= kindCandidates; i++) {
      boolean named = i == kindCandidates;
      List<KindRole> roles =
          named ? conventions.kindRolesOfNames() : keys[kindPlace[i]].meaning().kindRoles();
      for (KindRole role : roles) {
        if (role.rank() < bestRank && isBelieved(role.ownMapper())) {
          String said = named ? name : text(kindPlace[i]);
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
    Key key = keys[at];
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
    return truncated;
  }

  boolean repaired() {
    return repaired;
  }
}
