package dev.leeway.webui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import dev.leeway.clickhouse.testing.TestEngine;
import dev.leeway.signals.finding.Finding;
import dev.leeway.storage.StorageConfig;
import dev.leeway.webui.fleet.SeededFleet;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The pages in a real browser, over a real engine with a seeded fleet in it. */
final class PagesIT {
  private static final Path PICTURES = Path.of("target", "screenshots");

  private static List<Finding> findings;
  private static RunningWebUi pages;
  private static Tour tour;

  @BeforeAll
  static void serve() {
    StorageConfig storage = TestWebUi.storage(TestEngine.databaseFor(PagesIT.class));
    findings = SeededFleet.write(storage, InstantSource.system().instant());
    pages = TestWebUi.start(storage, 0);
    tour = new Tour("http://127.0.0.1:" + pages.port());
  }

  @AfterAll
  static void stop() {
    tour.close();
    pages.close();
  }

  @Test
  void theOverviewLeadsToAnOpenFindingAndItsChart() {
    Page page = tour.open(ColorScheme.LIGHT, "/?from=now-6h&to=now");
    List<String> agents = page.locator(".lw-agent-name").allTextContents();
    assertThat(agents).hasSize(5).startsWith(SeededFleet.DRIFTING, SeededFleet.LOOPING);
    page.locator("a.lw-agent").first().click();
    page.waitForURL(Pattern.compile(".*/agents/shop-assistant.*from=now-6h.*"));
    page.locator("a.lw-finding").first().click();
    page.waitForURL(Pattern.compile(".*/findings/[0-9a-f]{32}.*"));
    tour.settle(page);
    assertThat(page.locator("h1")).hasText("Input tokens drifted");
    Locator canvas = page.locator("leeway-chart canvas").first();
    assertThat(canvas.boundingBox().width).isGreaterThan(200);
    assertThat(drawn(canvas)).as("pixels that are not empty").isGreaterThan(1_000);
    page.goBack();
    page.waitForURL(Pattern.compile(".*/agents/shop-assistant.*"));
    page.goBack();
    page.waitForURL(url -> url.contains("/?") && url.contains("from=now-6h"));
    assertThat(page.locator("h1")).hasText("Overview");
    assertThat(page.locator(".lw-range-open")).hasText("Last 6 h");
  }

  @Test
  void draggingOverAChartSelectsItsRangeAndBackReturns() {
    Page page = tour.open(ColorScheme.LIGHT, "/agents/shop-assistant?tab=complexity");
    BoundingBox box = page.locator("leeway-chart canvas").first().boundingBox();
    page.mouse().move(box.x + box.width * 0.3, box.y + box.height * 0.5);
    page.mouse().down();
    page.mouse().move(box.x + box.width * 0.6, box.y + box.height * 0.5);
    page.mouse().up();
    page.waitForURL(url -> url.matches(".*from=\\d{13}.*") && url.contains("tab=complexity"));
    page.goBack();
    page.waitForURL(url -> !url.contains("from="));
    assertThat(page.locator(".lw-range-open")).hasText("Last 3 hours");
  }

  @Test
  void chartsFollowTheSchemeThatIsSwitched() {
    Page page = tour.open(ColorScheme.LIGHT, "/agents/shop-assistant?tab=latency");
    String light = background(page);
    page.getByRole(AriaRole.BUTTON, name("Colour scheme: dark")).click();
    page.waitForFunction(
        "before => getComputedStyle(document.body).backgroundColor !== before", light);
    page.reload();
    tour.settle(page);
    assertThat(background(page)).as("the browser remembers").isNotEqualTo(light);
    page.getByRole(AriaRole.BUTTON, name("Colour scheme: light")).click();
    page.waitForFunction(
        "before => getComputedStyle(document.body).backgroundColor === before", light);
  }

  @Test
  void whatAModelWroteIsTextAndNeverMarkup() {
    String trace = findings.getFirst().exemplarTraceIds().getFirst();
    Page page = tour.open(ColorScheme.LIGHT, "/runs/" + trace);
    page.waitForSelector(".lw-message");
    assertThat(page.locator(".lw-message pre").allTextContents().toString())
        .contains("<img src=x onerror=alert(1)>");
    assertThat(page.locator(".lw-message img").count()).isZero();
    assertThat(page.locator(".lw-message b").count()).isZero();
  }

  @Test
  void runsAreFilteredByWhatTheUrlSays() {
    Page page = tour.open(ColorScheme.LIGHT, "/runs?agent=coding-helper&outcome=LOOPED");
    assertThat(page.locator("tbody tr").count()).isPositive();
    assertThat(page.locator("tbody tr td:nth-child(2)").allTextContents())
        .containsOnly("coding-helper");
    assertThat(page.locator("tbody tr td:nth-child(4)").allTextContents()).containsOnly("looped");
  }

  @Test
  void aRunLeadsToTheRunsOfItsConversation() {
    String trace = findings.getFirst().exemplarTraceIds().getFirst();
    Page page = tour.open(ColorScheme.LIGHT, "/runs/" + trace);
    page.locator(".lw-run-facts a").click();
    page.waitForURL(Pattern.compile(".*/runs\\?conversation=conversation-\\d+"));
    tour.settle(page);
    assertThat(page.locator("tbody a[href*='" + trace + "']")).hasCount(1);
  }

  @Test
  void theBoardOfSourcesShowsTheWorstFirstAndSaysWhy() {
    Page page = tour.open(ColorScheme.LIGHT, "/sources");
    assertThat(page.locator(".lw-source-id").allTextContents())
        .containsExactly("price-list", "warehouse/orders", "clicks", "policies");
    assertThat(page.locator("tbody tr td:nth-child(2) .lw-chip").allTextContents())
        .containsExactly("stale", "late", "unknown", "fresh");
    assertThat(page.locator(".lw-summary").first())
        .hasText("1 stale · 1 late · 1 fresh · 1 unknown");
    assertThat(page.locator(".lw-panel:has-text('Answers from stale data') tbody tr")).hasCount(1);
    assertThat(page.locator(".lw-panel:has-text('Runs by source') tbody tr")).hasCount(3);
    page.locator("tbody a").first().click();
    page.waitForURL(Pattern.compile(".*/agents/.*"));
  }

  @Test
  void whatIsNewInAnswersIsMarkedAndLeadsToARunThatHasIt() {
    // Of the three hours before the last three there are too few answers to call one new.
    Page page =
        tour.open(ColorScheme.LIGHT, "/agents/shop-assistant?tab=contracts&from=now-6h&to=now");
    Locator fresh = page.locator("tr:has(.lw-chip:text-is('new'))").first();
    assertThat(fresh).containsText("fenced json");
    assertThat(page.locator(".lw-panel").first())
        .containsText("total: expected number, came string");
    fresh.locator("a").click();
    page.waitForURL(Pattern.compile(".*/runs/[0-9a-f]{32}.*"));
  }

  @Test
  void theProvidersPageAndItsApiSayWhoseFaultItIs() throws Exception {
    Page page = tour.open(ColorScheme.LIGHT, "/providers");
    assertThat(page.locator(".lw-provider h2").allTextContents())
        .containsExactly("openai", "anthropic");
    assertThat(page.locator(".lw-provider-head .lw-chip").allTextContents())
        .containsExactly("them", "well");
    JsonNode openai = api("providers").path("items").path(0);
    assertThat(openai.path("verdict").asString()).isEqualTo("THEM");
    assertThat(openai.path("limit_left").asDouble()).isBetween(0.0, 1.0);
    assertThat(openai.path("finding_ids").size()).isEqualTo(1);
  }

  @Test
  void aPromisedBudgetAndAnOwnerOfTheRulesFileAreInTheApi() throws Exception {
    JsonNode budget = api("agents/shop-assistant/budgets").path("items").path(0);
    assertThat(budget.path("signal").asString()).isEqualTo("run.outcome");
    assertThat(budget.path("objective").asDouble()).isEqualTo(0.97);
    assertThat(budget.path("budget_seconds").asLong()).isEqualTo(77_760);
    assertThat(budget.path("burns").size()).isEqualTo(3);
    assertThat(api("agents/shop-assistant/budgets").path("items"))
        .extracting(item -> item.path("bad_is").asString())
        .contains("runs that did not end OK", "Run duration above 20,000 ms");
    assertThat(api("agents/shop-assistant/users?limit=3").path("items"))
        .hasSize(3)
        .allSatisfy(user -> assertThat(user.path("cost_share").asDouble()).isBetween(0.0, 0.2));
    JsonNode finding = api("findings/" + findings.getFirst().findingId());
    assertThat(finding.path("owner").asString()).isEqualTo("shop team");
    assertThat(finding.path("labels").path("tier").asString()).isEqualTo("gold");
    assertThat(finding.path("coverage").asDouble()).isEqualTo(0.96875);
  }

  @Test
  void nothingKnownIsSaidAndIsNotZero() {
    Page page = tour.open(ColorScheme.LIGHT, "/agents/never-heard-of");
    assertThat(page.locator(".lw-empty-title").first()).hasText("No data");
    tour.visit(page, "/findings/00000000000000000000000000000000");
    assertThat(page.locator(".lw-empty-title")).hasText("No such finding");
    tour.visit(page, "/runs/not-a-trace");
    assertThat(page.locator(".lw-empty-title")).hasText("No such run");
  }

  @Test
  void anActionThatKafkaDidNotTakeIsNotShownAsDone() {
    Page page = tour.open(ColorScheme.LIGHT, "/findings/" + findings.get(1).findingId());
    page.getByRole(AriaRole.BUTTON, name("Acknowledge")).click();
    page.locator("vaadin-dialog vaadin-button[theme~=primary]").click();
    Locator notice = page.locator("vaadin-notification-card");
    notice.waitFor(new Locator.WaitForOptions().setTimeout(60_000));
    assertThat(notice.textContent()).contains("Not done");
    assertThat(page.getByRole(AriaRole.BUTTON, name("Acknowledge"))).isVisible();
  }

  @ParameterizedTest
  @EnumSource(
      value = ColorScheme.class,
      names = {"LIGHT", "DARK"})
  void everyPageIsPictured(ColorScheme scheme) {
    String trace = findings.getFirst().exemplarTraceIds().getFirst();
    List<String> paths =
        List.of(
            "/",
            "/agents/shop-assistant",
            "/agents/shop-assistant?tab=complexity&baseline=yesterday",
            "/agents/coding-helper?tab=quality",
            "/agents/shop-assistant?tab=contracts",
            "/agents/shop-assistant?tab=dependencies",
            "/agents/support-triage?tab=latency",
            "/agents/support-triage?tab=versions",
            "/findings?state=all",
            "/findings/" + findings.getFirst().findingId(),
            "/runs",
            "/runs/" + trace,
            "/providers",
            "/sources",
            "/connect");
    Page page = tour.open(scheme, paths.getFirst());
    for (String path : paths) {
      tour.visit(page, path);
      String name = path.replaceAll("[0-9a-f]{32}", "one").replaceAll("[^a-zA-Z0-9]+", "_");
      tour.picture(page, PICTURES.resolve(scheme.name().toLowerCase(Locale.ROOT) + name + ".png"));
      assertThat(page.locator(".lw-notice").count()).as("failures on " + path).isZero();
    }
  }

  private static JsonNode api(String path) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + pages.port() + "/api/v1/" + path);
    try (HttpClient client = HttpClient.newHttpClient()) {
      return JsonMapper.shared()
          .readTree(
              client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body());
    }
  }

  private static Page.GetByRoleOptions name(String name) {
    return new Page.GetByRoleOptions().setName(name).setExact(true);
  }

  private static String background(Page page) {
    return (String) page.evaluate("getComputedStyle(document.body).backgroundColor");
  }

  private static int drawn(Locator canvas) {
    Object pixels =
        canvas.evaluate(
            """
            (c) => {
              const data = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;
              let seen = 0;
              for (let i = 3; i < data.length; i += 4) if (data[i] > 0) seen++;
              return seen;
            }
            """);
    return ((Number) pixels).intValue();
  }
}
