package dev.leeway.simulator.fleet;

import java.util.List;

/** The fleet: four agents with different work, models and habits. */
public final class Profiles {
  public static final String SHOP_ASSISTANT = "shop-assistant";
  public static final String SUPPORT_TRIAGE = "support-triage";
  public static final String DOCUMENT_ANALYST = "document-analyst";
  public static final String CODING_HELPER = "coding-helper";

  static final List<AgentProfile> ALL =
      List.of(
          new AgentProfile(
              SHOP_ASSISTANT,
              "3.4.1",
              "openai",
              "gpt-4o-mini",
              "You help customers of an outdoor shop. Use the tools; never invent a product.",
              List.of(
                  "Do you have a two-person tent under 2 kg?",
                  "Add two gas cartridges to my order please.",
                  "Where is order 4711?",
                  "I need a rain jacket for autumn, size M.",
                  "Which of your sleeping bags is warmest?"),
              List.of(
                  new Tool(
                      "search_catalogue",
                      "query",
                      List.of("tent", "gas cartridge", "rain jacket", "sleeping bag", "stove"),
                      90),
                  new Tool(
                      "add_to_cart",
                      "sku",
                      List.of("TENT-2P", "GAS-230", "RAIN-M", "BAG-5C", "STOVE-1"),
                      60),
                  new Tool("order_status", "order", List.of("4711", "4712", "4820", "5011"), 140)),
              1.6,
              900,
              0.45,
              120,
              11,
              0.012,
              0.02,
              "catalogue"),
          new AgentProfile(
              SUPPORT_TRIAGE,
              "1.9.0",
              "anthropic",
              "claude-sonnet-4-5",
              "Classify the ticket, find similar ones, and propose the next step.",
              List.of(
                  "The export has been stuck at 98 % since this morning.",
                  "We can't log in with SSO after the update.",
                  "Please cancel my subscription and refund October.",
                  "The API answers 500 for every POST with an attachment."),
              List.of(
                  new Tool(
                      "similar_tickets",
                      "topic",
                      List.of("export", "sso", "billing", "api", "performance"),
                      180),
                  new Tool("customer_plan", "customer", List.of("c-118", "c-204", "c-377"), 70)),
              1.1,
              1600,
              0.5,
              180,
              14,
              0.02,
              0.03,
              "tickets"),
          new AgentProfile(
              DOCUMENT_ANALYST,
              "2.0.3",
              "openai",
              "gpt-4o",
              "Answer from the documents given. Quote the page. Say when it isn't in there.",
              List.of(
                  "Summarise the obligations of the supplier.",
                  "Which clauses limit liability, and to what amount?",
                  "Compare the payment terms of both contracts.",
                  "List all dates that matter for termination."),
              List.of(
                  new Tool("read_pages", "pages", List.of("1-4", "5-9", "10-18", "19-30"), 220),
                  new Tool("search_document", "query", List.of("liability", "term", "fee"), 120)),
              2.2,
              5200,
              0.6,
              420,
              17,
              0.015,
              0.02,
              "contracts"),
          new AgentProfile(
              CODING_HELPER,
              "0.12.7",
              "anthropic",
              "claude-sonnet-4-5",
              "You change code in a repository. Run the tests before you say that it works.",
              List.of(
                  "The date parser fails on leap seconds. Fix it.",
                  "Add a retry with backoff to the upload.",
                  "Why is the login test flaky?",
                  "Rename the customer field everywhere."),
              List.of(
                  new Tool(
                      "read_file",
                      "path",
                      List.of("src/parser.ts", "src/upload.ts", "test/login.spec.ts", "README.md"),
                      25),
                  new Tool("edit_file", "path", List.of("src/parser.ts", "src/upload.ts"), 30),
                  new Tool("run_tests", "suite", List.of("unit", "login", "upload"), 2400)),
              4.0,
              3800,
              0.55,
              350,
              15,
              0.02,
              0.025,
              ""));

  private Profiles() {}
}
