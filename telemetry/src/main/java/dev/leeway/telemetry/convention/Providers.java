package dev.leeway.telemetry.convention;

import static java.util.Map.entry;

import dev.leeway.signals.event.Convention;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Brings the many names of a model provider to one; a framework is not a provider. */
public final class Providers {
  private static final int LENGTH_MAX = 64;

  private static final Map<String, String> ALIASES =
      Map.ofEntries(
          entry("open_ai", "openai"),
          entry("open-ai", "openai"),
          entry("claude", "anthropic"),
          entry("az.ai.openai", "azure.ai.openai"),
          entry("azure", "azure.ai.openai"),
          entry("azure_openai", "azure.ai.openai"),
          entry("azure-openai", "azure.ai.openai"),
          entry("azureopenai", "azure.ai.openai"),
          entry("az.ai.inference", "azure.ai.inference"),
          entry("az.ai_inference", "azure.ai.inference"),
          entry("azure_ai_inference", "azure.ai.inference"),
          entry("aws", "aws.bedrock"),
          entry("amazon", "aws.bedrock"),
          entry("bedrock", "aws.bedrock"),
          entry("aws_bedrock", "aws.bedrock"),
          entry("bedrock_converse", "aws.bedrock"),
          entry("amazon-bedrock", "aws.bedrock"),
          entry("amazon_bedrock", "aws.bedrock"),
          entry("gemini", "gcp.gemini"),
          entry("google", "gcp.gemini"),
          entry("google_genai", "gcp.gen_ai"),
          entry("google.generative-ai", "gcp.gemini"),
          entry("google-generative-ai", "gcp.gemini"),
          entry("googleai", "gcp.gemini"),
          entry("vertexai", "gcp.vertex_ai"),
          entry("vertex_ai", "gcp.vertex_ai"),
          entry("vertex-ai", "gcp.vertex_ai"),
          entry("google.vertex", "gcp.vertex_ai"),
          entry("google_vertexai", "gcp.vertex_ai"),
          entry("xai", "x_ai"),
          entry("x.ai", "x_ai"),
          entry("mistral", "mistral_ai"),
          entry("mistralai", "mistral_ai"),
          entry("moonshot", "moonshot_ai"),
          entry("moonshotai", "moonshot_ai"),
          entry("watsonx", "ibm.watsonx.ai"),
          entry("together", "together_ai"),
          entry("togetherai", "together_ai"),
          entry("together.ai", "together_ai"),
          entry("fireworks_ai", "fireworks"),
          entry("fireworks.ai", "fireworks"),
          entry("huggingface", "hugging_face"),
          entry("hugging-face", "hugging_face"));

  private static final Set<String> FRAMEWORKS =
      Set.of(
          "none",
          "unknown",
          "_other",
          "spring_ai",
          "langchain",
          "langgraph",
          "langchain4j",
          "llama_index",
          "llamaindex",
          "haystack",
          "strands-agents",
          "strands_agents",
          "strands",
          "gcp.vertex.agent",
          "microsoft.agent_framework",
          "agent_framework",
          "semantic_kernel",
          "autogen",
          "crewai",
          "pydantic_ai",
          "openai_agents",
          "smolagents",
          "vercel");

  /** What the Vercel AI SDK appends for the kind of API. */
  private static final Set<String> API_SUFFIXES =
      Set.of(".chat", ".responses", ".embedding", ".messages", ".completion", ".image");

  private static final Map<String, String> HOSTS =
      Map.ofEntries(
          entry("api.openai.com", "openai"),
          entry("openai.azure.com", "azure.ai.openai"),
          entry("services.ai.azure.com", "azure.ai.inference"),
          entry("models.ai.azure.com", "azure.ai.inference"),
          entry("api.anthropic.com", "anthropic"),
          entry("generativelanguage.googleapis.com", "gcp.gemini"),
          entry("aiplatform.googleapis.com", "gcp.vertex_ai"),
          entry("api.mistral.ai", "mistral_ai"),
          entry("api.groq.com", "groq"),
          entry("api.deepseek.com", "deepseek"),
          entry("api.x.ai", "x_ai"),
          entry("api.perplexity.ai", "perplexity"),
          entry("api.cohere.com", "cohere"),
          entry("api.cohere.ai", "cohere"),
          entry("api.together.xyz", "together_ai"),
          entry("api.fireworks.ai", "fireworks"),
          entry("openrouter.ai", "openrouter"),
          entry("api.moonshot.cn", "moonshot_ai"),
          entry("api.moonshot.ai", "moonshot_ai"),
          entry("models.github.ai", "github"));

  private static final Map<Convention, String> DIALECTS =
      Map.of(
          Convention.CLAUDE_CODE, "anthropic",
          Convention.CODEX, "openai",
          Convention.GEMINI_CLI, "gcp.gemini",
          Convention.COPILOT, "github");

  private Providers() {}

  /** Whether a name is one of a framework, or of nothing. */
  static boolean isFramework(String raw) {
    return FRAMEWORKS.contains(raw.toLowerCase(Locale.ROOT));
  }

  /** The provider's one name, in lower case where it is not a known one; empty for a framework. */
  public static String normalise(String raw) {
    String name = Coercion.unquoted(raw).toLowerCase(Locale.ROOT);
    for (String suffix : API_SUFFIXES) {
      if (name.endsWith(suffix)) {
        name = name.substring(0, name.length() - suffix.length());
        break;
      }
    }
    if (name.length() > LENGTH_MAX || FRAMEWORKS.contains(name)) {
      return "";
    }
    return ALIASES.getOrDefault(name, name);
  }

  /** The one provider that a tool talks to unless it says otherwise, or empty. */
  public static String ofDialect(Convention convention) {
    return DIALECTS.getOrDefault(convention, "");
  }

  /** The provider that serves at a host, or empty. */
  public static String ofHost(String address) {
    String host = address.toLowerCase(Locale.ROOT);
    if (host.contains("bedrock") && host.endsWith(".amazonaws.com")) {
      return "aws.bedrock";
    }
    for (String at = host; !at.isEmpty(); at = parentOf(at)) {
      String provider = HOSTS.get(at);
      if (provider != null) {
        return provider;
      }
    }
    return "";
  }

  private static String parentOf(String host) {
    // Vertex has a region before a hyphen, everybody else sub-domains.
    int cut = host.indexOf('.');
    int hyphen = host.indexOf("-aiplatform.");
    if (hyphen >= 0) {
      return host.substring(hyphen + 1);
    }
    return cut < 0 ? "" : host.substring(cut + 1);
  }
}
