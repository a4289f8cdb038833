package dev.leeway.telemetry.convention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.telemetry.wire.ValueType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ProvidersTest {
  @ParameterizedTest
  @CsvSource({
    "openai,openai",
    "OpenAI,openai",
    "open_ai,openai",
    "openai.chat,openai",
    "openai.responses,openai",
    "anthropic.messages,anthropic",
    "Anthropic,anthropic",
    "az.ai.openai,azure.ai.openai",
    "azure,azure.ai.openai",
    "az.ai.inference,azure.ai.inference",
    "bedrock_converse,aws.bedrock",
    "AWS,aws.bedrock",
    "gemini,gcp.gemini",
    "google,gcp.gemini",
    "vertex_ai,gcp.vertex_ai",
    "VertexAI,gcp.vertex_ai",
    "google_genai,gcp.gen_ai",
    "xai,x_ai",
    "MistralAI,mistral_ai",
    "Ollama,ollama",
    "'\"openai\"',openai",
    "in-house-gateway,in-house-gateway"
  })
  void manyNamesAreOne(String raw, String provider) {
    assertThat(Providers.normalise(raw)).isEqualTo(provider);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "spring_ai",
        "langchain",
        "strands-agents",
        "gcp.vertex.agent",
        "microsoft.agent_framework",
        "crewai",
        "CrewAI"
      })
  void aFrameworkIsNoProvider(String raw) {
    assertThat(Providers.normalise(raw)).isEmpty();
    assertThat(Coercion.PROVIDER.accepts(ValueType.STRING, 0, raw)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "api.openai.com,openai",
    "acme.openai.azure.com,azure.ai.openai",
    "bedrock-runtime.eu-west-1.amazonaws.com,aws.bedrock",
    "europe-west4-aiplatform.googleapis.com,gcp.vertex_ai",
    "API.ANTHROPIC.COM,anthropic",
    "127.0.0.1,''",
    "api.openai.com.evil.example,''"
  })
  void theHostTellsWhenNothingElseDoes(String host, String provider) {
    assertThat(Providers.ofHost(host)).isEqualTo(provider);
  }
}
