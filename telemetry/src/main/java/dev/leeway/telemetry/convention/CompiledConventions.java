package dev.leeway.telemetry.convention;

import dev.leeway.telemetry.convention.FieldKeys.Reach;
import dev.leeway.telemetry.convention.Meaning.Sign;
import dev.leeway.telemetry.convention.Signal.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The tables of all dialects, turned round: from a key to all that it means. Immutable and shared
 * by decoders.
 */
public final class CompiledConventions {
  private static final int RANKS_PER_DIALECT = 1_000;
  private static final int RANKS_PER_STEP = 1_000_000;
  private static final int LENGTH_MAX = 256;
  private static final char INSIDE = '#';

  /** The long arrays of embeddings: twenty kilobytes a span that nobody reads. */
  private static final Pattern VECTOR =
      Pattern.compile("(.*\\.(vector|vectors)|ai\\.embeddings?|.*\\.embedding\\.values)");

  private final List<ConventionMapper> mappers;
  private final List<IndexedKeys> lists = new ArrayList<>();
  private final List<Integer> listRanks = new ArrayList<>();
  private final Map<String, List<Role>> roles = new HashMap<>();
  private final Map<String, List<Role>> prefixRoles = new HashMap<>();
  private final Map<String, List<KindRole>> kindRoles = new HashMap<>();
  private final Map<String, List<Sign>> eventSigns = new HashMap<>();
  private final Map<String, Sign> nameSigns = new LinkedHashMap<>();

  public CompiledConventions(List<ConventionMapper> mappers) {
    this.mappers = List.copyOf(mappers);
    for (int number = 0; number < mappers.size(); number++) {
      compile(mappers.get(number), number);
    }
  }

  public List<ConventionMapper> mappers() {
    return mappers;
  }

  /** A flattened list by its number, {@link IndexedPath#list()}. */
  public IndexedKeys list(int number) {
    return lists.get(number);
  }

  public int rankOfList(int list) {
    return listRanks.get(list);
  }

  /**
   * All keys and flattened lists that may hold a field, the best first, with the dialect of those
   * that are believed on its spans only.
   */
  public List<String> keysOf(Field field) {
    Map<Integer, String> byRank = new TreeMap<>();
    roles.forEach((key, of) -> addRanks(byRank, field, key, of));
    prefixRoles.forEach((prefix, of) -> addRanks(byRank, field, prefix + "*", of));
    for (int number = 0; number < lists.size(); number++) {
      if (lists.get(number).field() == field) {
        byRank.put(listRanks.get(number), lists.get(number).prefix() + "<i>.*");
      }
    }
    return List.copyOf(byRank.values());
  }

  private void addRanks(Map<Integer, String> byRank, Field field, String key, List<Role> roles) {
    for (Role role : roles) {
      if (role.field() == field) {
        String inside = role.inside().isEmpty() ? "" : INSIDE + role.inside();
        String only = role.ownMapper() < 0 ? "" : " (" + nameOf(role.ownMapper()) + ")";
        byRank.put(role.rank(), key + inside + only);
      }
    }
  }

  private String nameOf(int mapper) {
    return mappers.get(mapper).convention().name().toLowerCase(Locale.ROOT);
  }

  /** Whether a rank belongs to {@link Precedence#LATE}. */
  public boolean isLate(int rank) {
    return rank >= Precedence.LATE.step() * RANKS_PER_STEP;
  }

  /** The keys that the tables name, for a key table to know from the start. */
  public Set<String> keys() {
    Set<String> keys = new TreeSet<>(roles.keySet());
    keys.addAll(kindRoles.keySet());
    keys.remove(KindKeys.SPAN_NAME);
    for (ConventionMapper mapper : mappers) {
      keys.addAll(mapper.droppedKeys());
      mapper.signals().stream()
          .filter(signal -> signal.place() == Place.KEY || signal.place() == Place.KEY_IN_SCOPE)
          .forEach(signal -> keys.add(signal.text()));
    }
    return keys;
  }

  public Meaning of(String key) {
    List<Role> found = new ArrayList<>(roles.getOrDefault(key, List.of()));
    prefixRoles.forEach((prefix, of) -> {
      if (key.startsWith(prefix)) {
        found.addAll(of);
      }
    });
    List<KindRole> kinds = kindRoles.getOrDefault(key, List.of());
    boolean dropped = isDropped(key);
    IndexedPath path = null;
    for (int list = 0; list < lists.size() && path == null && !dropped; list++) {
      if (key.startsWith(lists.get(list).prefix()) && key.length() <= LENGTH_MAX) {
        path = IndexedPath.parse(list, key.substring(lists.get(list).prefix().length()));
      }
    }
    boolean content = path != null || found.stream().anyMatch(CompiledConventions::isPayload);
    boolean known =
        content || dropped || !found.isEmpty() || !kinds.isEmpty() || hasKnownPrefix(key);
    return new Meaning(found, kinds, signsOf(key), path, content, dropped, known);
  }

  /** What the scope's name and the schema's address say, by dialect number. */
  public double[] signsOfScope(String scopeName, String schemaUrl) {
    double[] confidence = new double[mappers.size()];
    for (int number = 0; number < confidence.length; number++) {
      for (Signal signal : mappers.get(number).signals()) {
        boolean matches =
            switch (signal.place()) {
              case SCOPE -> scopeName.equals(signal.text());
              case SCOPE_PREFIX -> scopeName.startsWith(signal.text());
              case SCHEMA_URL -> schemaUrl.contains(signal.text());
              case KEY, KEY_PREFIX, KEY_IN_SCOPE, SPAN_NAME_PREFIX, EVENT_NAME -> false;
            };
        if (matches) {
          confidence[number] = Math.max(confidence[number], signal.confidence());
        }
      }
    }
    return confidence;
  }

  /** The signs that span names of a certain beginning are. */
  public Map<String, Sign> signsOfNames() {
    return nameSigns;
  }

  /** What the dialects make of a span's name. */
  public List<KindRole> kindRolesOfNames() {
    return kindRoles.getOrDefault(KindKeys.SPAN_NAME, List.of());
  }

  /** What the name of a span event says about the dialect. */
  public List<Sign> signsOfEvent(String eventName) {
    return eventSigns.getOrDefault(eventName, List.of());
  }

  private void compile(ConventionMapper mapper, int number) {
    int position = number * RANKS_PER_DIALECT;
    for (Signal signal : mapper.signals()) {
      if (signal.place() == Place.EVENT_NAME) {
        eventSigns
            .computeIfAbsent(signal.text(), name -> new ArrayList<>())
            .add(new Sign(number, "", false, signal.confidence()));
      } else if (signal.place() == Place.SPAN_NAME_PREFIX) {
        nameSigns.put(signal.text(), new Sign(number, "", false, signal.confidence()));
      }
    }
    for (KindKeys keys : mapper.kinds()) {
      int rank = keys.precedence().step() * RANKS_PER_STEP + position++;
      kindRoles
          .computeIfAbsent(keys.key(), key -> new ArrayList<>())
          .add(new KindRole(keys, rank, ownMapper(keys.reach(), number)));
    }
    for (FieldKeys keys : mapper.fields()) {
      for (String key : keys.keys()) {
        int rank = keys.precedence().step() * RANKS_PER_STEP + position++;
        boolean prefix = key.endsWith(".*");
        int inside = key.indexOf(INSIDE);
        String text = prefix ? key.substring(0, key.length() - 1) : key;
        String path = inside < 0 ? "" : key.substring(inside + 1);
        text = inside < 0 ? text : key.substring(0, inside);
        Role role =
            new Role(keys.field(), rank, keys.unit(), ownMapper(keys.reach(), number), path);
        (prefix ? prefixRoles : roles).computeIfAbsent(text, at -> new ArrayList<>()).add(role);
      }
    }
    for (IndexedKeys list : mapper.lists()) {
      lists.add(list);
      listRanks.add(list.precedence().step() * RANKS_PER_STEP + position++);
    }
  }

  private static int ownMapper(Reach reach, int number) {
    return reach == Reach.OWN_SPANS ? number : -1;
  }

  private List<Sign> signsOf(String key) {
    List<Sign> signs = new ArrayList<>();
    for (int number = 0; number < mappers.size(); number++) {
      double best = 0;
      for (Signal signal : mappers.get(number).signals()) {
        boolean matches =
            switch (signal.place()) {
              case KEY, KEY_IN_SCOPE -> key.equals(signal.text());
              case KEY_PREFIX -> key.startsWith(signal.text());
              case SCOPE, SCOPE_PREFIX, SCHEMA_URL, SPAN_NAME_PREFIX, EVENT_NAME -> false;
            };
        boolean inScope = signal.place() == Place.KEY_IN_SCOPE;
        if (matches && (inScope || !signal.value().isEmpty())) {
          signs.add(new Sign(number, signal.value(), inScope, signal.confidence()));
        } else if (matches) {
          best = Math.max(best, signal.confidence());
        }
      }
      if (best > 0) {
        signs.add(new Sign(number, "", false, best));
      }
    }
    return signs;
  }

  private static boolean isPayload(Role role) {
    return role.field().isContent() && role.ownMapper() < 0;
  }

  private boolean isDropped(String key) {
    return mappers.stream().anyMatch(mapper -> mapper.droppedKeys().contains(key))
        || VECTOR.matcher(key).matches();
  }

  private boolean hasKnownPrefix(String key) {
    return mappers.stream()
        .flatMap(mapper -> mapper.knownPrefixes().stream())
        .anyMatch(key::startsWith);
  }
}
