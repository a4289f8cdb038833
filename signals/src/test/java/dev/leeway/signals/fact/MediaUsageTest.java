package dev.leeway.signals.fact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.event.FactSink;
import dev.leeway.signals.event.SpanFixture;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

final class MediaUsageTest {
  @Test
  void tokensOfAllModalitiesAddUpInWhateverSpelling() {
    assertThat(
            read(
                SpanFixture.llm(1)
                    .attribute("gen_ai.usage.input_audio_tokens", "120")
                    .attribute("llm.token_count.prompt_details.audio", "120")
                    .attribute("gen_ai.usage.image.input_tokens", "765")
                    .attribute("gen_ai.usage.output_audio_tokens", "90")
                    .attribute("gen_ai.usage.input_cached_audio_tokens", "60")
                    .attribute("gen_ai.usage.input_text_tokens", "12")))
        .hasValue(885);
  }

  @Test
  void withoutUsageByModalityThereIsNothing() {
    assertThat(read(SpanFixture.llm(1).attribute("gen_ai.usage.input_tokens", "10"))).isEmpty();
    assertThat(read(SpanFixture.llm(1).attribute("gen_ai.usage.input_audio_tokens", "many")))
        .isEmpty();
  }

  private static OptionalDouble read(SpanFixture span) {
    FactSink out = new FactSink();
    new MediaUsage().read(span.event(), List.of(), out);
    return out.facts().number(MediaUsage.INPUT_TOKENS);
  }
}
