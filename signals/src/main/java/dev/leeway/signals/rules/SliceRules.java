package dev.leeway.signals.rules;

import dev.leeway.signals.catalogue.Signal;
import dev.leeway.signals.catalogue.SignalCatalogue;
import dev.leeway.signals.catalogue.SourceSignals;
import dev.leeway.signals.condition.Conditions;
import dev.leeway.signals.condition.Want;
import dev.leeway.signals.condition.standard.StandardConditions;
import dev.leeway.signals.window.Dimensions;
import dev.leeway.signals.window.FoldSettings;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Which parts of the traffic are told apart: section {@code slices}.
 *
 * @param perTenant active slices of a tenant; the least active beyond go to {@link
 *     Dimensions#OTHER}
 * @param attributes of spans that are dimensions of their own, by their keys
 * @param distributions signals that slices of a further dimension keep distributions of, what is
 *     kept anyway among them; of the others they keep counts
 */
public record SliceRules(int perTenant, List<String> attributes, Set<String> distributions)
    implements RuleSection {
  public static final int ATTRIBUTES_MAX = 5;
  private static final FoldSettings USUAL = SignalCatalogue.standard().foldSettings();
  private static final Set<String> NUMERIC = named(signal -> !signal.categorical());
  private static final Set<String> CATEGORICAL = named(Signal::categorical);
  private static final Conditions CONDITIONS = StandardConditions.defaults();
  private static final Set<String> TAKEN =
      Set.of(
          "agent",
          "environment",
          Dimensions.VERSION,
          Dimensions.MODEL,
          Dimensions.PROVIDER,
          Dimensions.OPERATION,
          Dimensions.REPLICA,
          Dimensions.DATA_SOURCE,
          Dimensions.COHORT,
          Dimensions.FIELD,
          Dimensions.WORK,
          Dimensions.EVALUATOR,
          Dimensions.TOOL,
          "source",
          "service");

  /** What a list doesn't take away: else rules would judge what isn't there. */
  private static final Set<String> KEPT_ANYWAY =
      named(signal -> signal.categorical() || judgedByRules(signal) || saidByOthers(signal));

  public static final Section<SliceRules> SECTION =
      Section.of("slices", defaults(), SliceRules::read);

  public SliceRules {
    attributes = List.copyOf(attributes);
    distributions = Set.copyOf(distributions);
  }

  /** Signals whose distributions are kept whatever is listed, categories among them. */
  public static Set<String> keptAnyway() {
    return KEPT_ANYWAY;
  }

  public static SliceRules defaults() {
    return new SliceRules(USUAL.slicesPerTenantMax(), List.of(), USUAL.distributed());
  }

  public FoldSettings foldSettings() {
    return new FoldSettings(
        distributions,
        USUAL.perTool(),
        USUAL.perSource(),
        USUAL.perCohort(),
        USUAL.perField(),
        USUAL.perWork(),
        USUAL.perDependency(),
        perTenant,
        USUAL.halfLifeDrains(),
        USUAL.bytesMax());
  }

  static SliceRules read(RuleReader in) {
    SliceRules usual = defaults();
    return new SliceRules(
        in.whole("per_tenant", usual.perTenant, 1, 100_000),
        attributes(in),
        in.has("distributions") ? distributions(in) : usual.distributions);
  }

  private static Set<String> distributions(RuleReader in) {
    Set<String> known = new TreeSet<>(NUMERIC);
    known.addAll(CATEGORICAL);
    // Naming what is kept anyway is no mistake.
    Set<String> distributions =
        new TreeSet<>(in.texts("distributions", List.of(), "signal", known));
    distributions.addAll(KEPT_ANYWAY);
    return distributions;
  }

  private static List<String> attributes(RuleReader in) {
    List<String> attributes = in.texts("attributes", List.of());
    if (attributes.size() > ATTRIBUTES_MAX) {
      in.problem(
          "attributes",
          "expected at most %d attributes, came %d".formatted(ATTRIBUTES_MAX, attributes.size()));
    }
    if (Set.copyOf(attributes).size() < attributes.size()) {
      in.problem(
          "attributes", "expected each attribute once, came " + String.join(", ", attributes));
    }
    for (String attribute : attributes) {
      if (!attribute.matches("[A-Za-z_][A-Za-z0-9_.:/-]{0,99}")) {
        in.problem(
            "attributes",
            "expected a span attribute's key of at most 100 letters, digits and _ . : / -, came '"
                + attribute
                + "'");
      } else if (TAKEN.contains(attribute)) {
        in.problem("attributes", "'" + attribute + "' is a dimension that every slice has already");
      }
    }
    return attributes.stream().distinct().limit(ATTRIBUTES_MAX).toList();
  }

  private static boolean judgedByRules(Signal signal) {
    return TAKEN.stream()
        .filter(dimension -> !dimension.equals(Dimensions.COHORT))
        .filter(dimension -> !dimension.equals(Dimensions.FIELD))
        .filter(dimension -> !dimension.equals(Dimensions.WORK))
        .anyMatch(dimension -> CONDITIONS.wants(signal.name(), dimension) == Want.DISTRIBUTION);
  }

  /** Of sources and evaluators: one slice each, and a whole agent would mix them. */
  private static boolean saidByOthers(Signal signal) {
    return signal.scope() == Signal.Scope.SOURCE
        || signal.scope() == Signal.Scope.SCORE
        || signal.name().equals(SourceSignals.LAG);
  }

  private static Set<String> named(Predicate<Signal> condition) {
    return SignalCatalogue.standard().signals().stream()
        .filter(condition)
        .map(Signal::name)
        .collect(Collectors.toUnmodifiableSet());
  }
}
