package dev.leeway.signals.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.catalogue.SignalCatalogue;
import dev.leeway.signals.drift.DriftConfig;
import dev.leeway.signals.drift.Watches;
import dev.leeway.signals.finding.Severity;
import dev.leeway.signals.run.GroundingRule;
import dev.leeway.signals.window.NamePattern;
import dev.leeway.signals.window.Slice;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class RuleBookTest {
  private static final Slice SHOP = Slice.ofAgent("acme", "production", "shop-assistant");
  private static final Slice DESK = Slice.ofAgent("acme", "staging", "help-desk");
  private static final RuleNode.Keys EMPTY = new RuleNode.Keys(Map.of(), 0);

  @Test
  void aFileThatSaysNothingIsTheSameAsNoFile() {
    assertThat(RuleBook.read(EMPTY)).isEqualTo(new RulesRead.Good(RuleBook.defaults()));
  }

  @Test
  void aSectionThatSaysTheDefaultsIsTheSameAsNoSection() {
    RuleNode file = keys("detection", keys("pane", text("5m"), "runs_to_learn", text("2000")));

    assertThat(RuleBook.read(file)).isEqualTo(new RulesRead.Good(RuleBook.defaults()));
  }

  @Test
  void theDefaultsAreWhatDetectorsAndWindowsUseByThemselves() {
    RuleBook book = RuleBook.defaults();

    assertThat(book.detection().driftConfig("acme")).isEqualTo(DriftConfig.defaults());
    assertThat(book.detection().watches().bySignal())
        .containsAllEntriesOf(Watches.defaults().bySignal());
    assertThat(book.slices().foldSettings()).isEqualTo(SignalCatalogue.standard().foldSettings());
    assertThat(book.agents().of(SHOP, "run.outcome")).isEqualTo(Ownership.NONE);
    assertThat(book.changed()).isEmpty();
  }

  @Test
  void theSectionOfGroundingSaysWhenAnAnswerIsUngrounded() {
    assertThat(RuleBook.defaults().of(GroundingRules.SECTION).rule())
        .isEqualTo(GroundingRule.defaults());
    RuleNode file =
        keys(
            "grounding",
            keys(
                "confident_empty", text("off"),
                "contradictions", text("0"),
                "unsupported", text("3"),
                "score_below", text("0.25")));

    assertThat(RuleBook.read(file))
        .isInstanceOfSatisfying(
            RulesRead.Good.class,
            read ->
                assertThat(read.book().of(GroundingRules.SECTION).rule())
                    .isEqualTo(new GroundingRule(false, 0, 3, 0.25)));
  }

  @Test
  void everySectionHasAPlaceOfItsOwn() {
    assertThat(RuleBook.SECTIONS.stream().map(Section::name)).doesNotHaveDuplicates();
  }

  @Test
  void aTenantMayWishForOtherThanTheRest() {
    DetectionRules detection =
        good(keys(
                "detection",
                keys("false_pages_per_week", text("2"), "per_tenant", keys("acme", text("0.5")))))
            .detection();

    assertThat(detection.driftConfig("other").falseAlarmsPerWeek()).isEqualTo(2);
    assertThat(detection.driftConfig("acme").falseAlarmsPerWeek()).isEqualTo(0.5);
  }

  @Test
  void theRateHoldsForPanesOfAnyLength() {
    DetectionRules detection =
        good(keys("detection", keys("false_pages_per_week", text("2"), "pane", text("10m"))))
            .detection();

    DriftConfig config = detection.driftConfig("acme");
    assertThat(config.pane()).isEqualTo(Duration.ofMinutes(10));
    assertThat(config.alpha()).isEqualTo(2.0 / 1_008);
  }

  @Test
  void theLastOverrideThatMatchesDecides() {
    Watches watches =
        good(keys(
                "detection",
                keys(
                    "overrides",
                    items(
                        keys("agent", text("shop-*"), "watch", text("off")),
                        keys(
                            "agent",
                            text("shop-*"),
                            "signal",
                            text("run.*"),
                            "watch",
                            text("on"))))))
            .detection()
            .watches();

    assertThat(watches.of(SHOP, "cost.run")).isEmpty();
    assertThat(watches.of(SHOP, "run.duration")).isPresent();
    assertThat(watches.of(DESK, "cost.run")).isPresent();
    assertThat(watches.of(SHOP, "run.count")).as("nothing judges it").isEmpty();
  }

  @Test
  void whatALaterEntryOfAnAgentSaysOutranksAnEarlierOne() {
    AgentRules agents =
        good(keys(
                "agents",
                items(
                    keys(
                        "owner",
                        text("platform"),
                        "labels",
                        keys("tier", text("bronze"), "region", text("eu"))),
                    keys(
                        "match",
                        keys("agent", text("shop-*"), "environment", text("production")),
                        "severity",
                        text("critical"),
                        "runbook_url",
                        text("https://wiki.example/shop"),
                        "labels",
                        keys("tier", text("gold"))))))
            .agents();

    Ownership shop = agents.of(SHOP, "run.outcome");
    assertThat(shop.owner()).isEqualTo("platform");
    assertThat(shop.runbookUrl()).isEqualTo("https://wiki.example/shop");
    assertThat(shop.severity()).contains(Severity.CRITICAL);
    assertThat(shop.labels()).isEqualTo(Map.of("tier", "gold", "region", "eu"));
    assertThat(agents.of(DESK, "run.outcome").severity()).isEmpty();
  }

  @Test
  void slicesByAttributeAndTheirDistributionsAreKeptAsNamed() {
    SliceRules slices =
        good(keys(
                "slices",
                keys(
                    "per_tenant",
                    text("800"),
                    "attributes",
                    items(text("customer.tier")),
                    "distributions",
                    items(text("cost.run")))))
            .slices();

    assertThat(slices.foldSettings().slicesPerTenantMax()).isEqualTo(800);
    assertThat(slices.attributes()).containsExactly("customer.tier");
    assertThat(slices.foldSettings().distributed())
        .contains("cost.run")
        .doesNotContain("run.duration");
  }

  @Test
  void everythingThatIsWrongIsToldAtOnceWithItsPlace() {
    RuleNode file =
        new RuleNode.Keys(
            Map.of(
                "detektion",
                EMPTY,
                "detection",
                new RuleNode.Keys(
                    Map.of(
                        "false_pages_per_week", new RuleNode.Scalar("many", 3),
                        "pane", new RuleNode.Scalar("7m", 4),
                        "run_to_learn", new RuleNode.Scalar("5", 5)),
                    2),
                "slices",
                new RuleNode.Scalar("all", 9)),
            1);

    assertThat(bad(file))
        .containsExactly(
            "no key 'detektion'; nearest: detection",
            "line 3: detection.false_pages_per_week: expected a number from 0.01 to 100, came"
                + " 'many'",
            "line 4: detection.pane: expected whole minutes that divide an hour: 1m, 2m, 3m, 4m,"
                + " 5m, 6m, 10m, 12m, 15m, 20m or 30m, came 7m",
            "line 5: detection: no key 'run_to_learn'; nearest: runs_to_learn",
            "line 9: slices: expected keys with values, came 'all'");
  }

  @Test
  void valuesOutOfPlaceAreNamedWithWhatWasExpected() {
    assertThat(bad(keys("detection", keys("runs_to_learn", text("50")))))
        .containsExactly(
            "detection.runs_to_learn: expected a whole number from 200 to 10000000, came '50'");
    assertThat(bad(keys("detection", keys("pane", items(text("5m"))))))
        .containsExactly(
            "detection.pane: expected a duration from 1m to 30m, such as 30s, 5m, 1h, 7d, came a"
                + " list of 1");
    assertThat(bad(keys("detection", keys("false_pages_per_week", text("NaN"))))).hasSize(1);
    assertThat(bad(keys("detection", keys("false_pages_per_week", text(""))))).hasSize(1);
    assertThat(bad(keys("detection", keys("overrides", items(keys("agent", text("a")))))))
        .containsExactly("detection.overrides[1]: expected watch: on or off");
    assertThat(
            bad(
                keys(
                    "detection",
                    keys(
                        "overrides",
                        items(keys("signal", text("run.outcom"), "watch", text("maybe")))))))
        .containsExactly(
            "detection.overrides[1].signal: no signal 'run.outcom'; nearest: run.outcome",
            "detection.overrides[1].watch: expected on or off, came 'maybe'");
    assertThat(bad(keys("slices", keys("attributes", items(text("agent"), text("a b"))))))
        .containsExactly(
            "slices.attributes: 'agent' is a dimension that every slice has already",
            "slices.attributes: expected a span attribute's key of at most 100 letters, digits and"
                + " _ . : / -, came 'a b'");
    assertThat(
            bad(
                keys(
                    "slices",
                    keys(
                        "attributes",
                        items(text("a"), text("b"), text("c"), text("d"), text("e"), text("f"))))))
        .containsExactly("slices.attributes: expected at most 5 attributes, came 6");
    assertThat(bad(keys("slices", keys("distributions", items(text("run.coutn"))))))
        .containsExactly("slices.distributions: no signal 'run.coutn'; nearest: run.count");
    assertThat(bad(keys("slices", keys("zzzzzz", text("1")))))
        .containsExactly("slices: no key 'zzzzzz'; known: attributes, distributions, per_tenant");
    assertThat(bad(keys("agents", keys("owner", text("me")))))
        .containsExactly("agents: expected a list, came keys owner");
    assertThat(bad(keys("agents", items(keys("match", keys("agent", text("a")))))))
        .containsExactly("agents[1]: expected owner, runbook_url, severity or labels, came none");
    assertThat(bad(keys("agents", items(keys("owner", text("x"), "severity", text("urgent"))))))
        .containsExactly(
            "agents[1].severity: expected one of critical, warning, info, came 'urgent'");
    assertThat(bad(keys("agents", items(keys("owner", text("x"), "runbook_url", text("ftp://x"))))))
        .containsExactly(
            "agents[1].runbook_url: expected a link that begins with https://, came 'ftp://x'");
  }

  @Test
  void aBookTravelsWithTheJob() throws Exception {
    RuleBook book =
        RuleBook.defaults()
            .with(SliceRules.SECTION, new SliceRules(7, List.of("tier"), Set.of("cost.run")))
            .with(
                AgentRules.SECTION,
                new AgentRules(
                    List.of(
                        new AgentRules.Entry(
                            new SliceMatcher(
                                List.of(new NamePattern("shop-*")), List.of(), List.of()),
                            "me",
                            "",
                            Severity.INFO,
                            Map.of()))));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(book);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertThat(in.readObject()).isEqualTo(book);
    }
  }

  @Test
  void aSectionOfDefaultsPutBackLeavesTheDefaults() {
    RuleBook changed =
        RuleBook.defaults()
            .with(DetectionRules.SECTION, DetectionRules.defaults().withFalsePagesPerWeek(5));

    assertThat(changed.changed()).containsExactly("detection");
    assertThat(changed.with(DetectionRules.SECTION, DetectionRules.defaults()))
        .isEqualTo(RuleBook.defaults());
  }

  private static RuleBook good(RuleNode file) {
    return switch (RuleBook.read(file)) {
      case RulesRead.Good read -> read.book();
      case RulesRead.Bad bad -> throw new AssertionError(bad.problems());
    };
  }

  private static List<String> bad(RuleNode file) {
    return switch (RuleBook.read(file)) {
      case RulesRead.Good read -> List.of();
      case RulesRead.Bad bad -> bad.problems();
    };
  }

  private static RuleNode text(String text) {
    return new RuleNode.Scalar(text, 0);
  }

  private static RuleNode items(RuleNode... items) {
    return new RuleNode.Items(List.of(items), 0);
  }

  private static RuleNode.Keys keys(String key, RuleNode value) {
    return new RuleNode.Keys(Map.of(key, value), 0);
  }

  private static RuleNode.Keys keys(String a, RuleNode one, String b, RuleNode two) {
    return new RuleNode.Keys(Map.of(a, one, b, two), 0);
  }

  private static RuleNode.Keys keys(
      String a, RuleNode one, String b, RuleNode two, String c, RuleNode three) {
    return new RuleNode.Keys(Map.of(a, one, b, two, c, three), 0);
  }

  private static RuleNode.Keys keys(
      String a,
      RuleNode one,
      String b,
      RuleNode two,
      String c,
      RuleNode three,
      String d,
      RuleNode four) {
    return new RuleNode.Keys(Map.of(a, one, b, two, c, three, d, four), 0);
  }
}
