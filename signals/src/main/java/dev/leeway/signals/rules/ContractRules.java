package dev.leeway.signals.rules;

import dev.leeway.signals.contract.DeclaredOutput;
import dev.leeway.signals.contract.JsonSchema;
import dev.leeway.signals.contract.OutputContract;
import dev.leeway.signals.window.NamePattern;
import dev.leeway.signals.window.Slice;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What shape answers must have: section {@code contracts}.
 *
 * @param entries each holds for itself: an answer must keep all that fit it
 */
public record ContractRules(List<Entry> entries) implements RuleSection {
  public static final Section<ContractRules> SECTION =
      Section.ofList("contracts", ContractRules::new, ContractRules::entry);

  /** When a broken contract is told at once. */
  public enum PageOn {
    /** The share of broken answers drifts; each broken one is an outcome of its run. */
    SHARE,
    /** A single one. */
    FIRST
  }

  /**
   * A contract of some agents.
   *
   * @param route pattern of the operation of runs
   * @param schema as JSON; empty where any JSON will do
   */
  public record Entry(
      List<NamePattern> agents,
      List<NamePattern> environments,
      NamePattern route,
      String schema,
      PageOn pageOn)
      implements Serializable {
    public Entry {
      agents = List.copyOf(agents);
      environments = List.copyOf(environments);
    }

    /** Of an operation where it is for routes, else of whole agents. */
    boolean isOf(Slice slice) {
      boolean part =
          route.equals(NamePattern.ANY)
              ? slice.wholeAgent()
              : !slice.wholeAgent() && route.matches(slice.value());
      return part
          && NamePattern.anyMatches(agents, slice.agent())
          && NamePattern.anyMatches(environments, slice.environment());
    }

    OutputContract contract() {
      Optional<JsonSchema> parsed = schema.isEmpty() ? Optional.empty() : JsonSchema.parse(schema);
      return new OutputContract(agents, environments, route, new DeclaredOutput(true, parsed));
    }
  }

  public ContractRules {
    entries = List.copyOf(entries);
  }

  /** As answers are held against them where they are decoded. */
  public List<OutputContract> contracts() {
    return entries.stream().map(Entry::contract).toList();
  }

  /** Whether a single broken answer is told in any slice. */
  boolean anyOnFirst() {
    return entries.stream().anyMatch(entry -> entry.pageOn == PageOn.FIRST);
  }

  /** Whether a single broken answer is told in that slice. */
  boolean pagesOnFirst(Slice slice) {
    return entries.stream().anyMatch(entry -> entry.pageOn == PageOn.FIRST && entry.isOf(slice));
  }

  private static Entry entry(RuleReader in) {
    Optional<String> schema = in.schema("schema").or(() -> in.schema("schema_file"));
    boolean any = in.on("json", false);
    Entry entry =
        new Entry(
            SliceMatcher.patterns(in, "agent"),
            SliceMatcher.patterns(in, "environment"),
            new NamePattern(in.text("route", NamePattern.ANY.glob())),
            schema.orElse(""),
            in.choice("page_on", PageOn.class).orElse(PageOn.SHARE));
    long said = Stream.of("schema", "schema_file", "json").filter(in::has).count();
    if (said != 1 || (in.has("json") && !any)) {
      throw new IllegalArgumentException(
          "expected one of schema, schema_file and json: on, came %d of them".formatted(said));
    }
    return entry;
  }
}
