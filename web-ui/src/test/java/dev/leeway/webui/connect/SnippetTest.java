package dev.leeway.webui.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class SnippetTest {
  @ParameterizedTest
  @EnumSource(Snippet.class)
  void namesThisInstallationsAddress(Snippet snippet) {
    String text =
        snippet.text(URI.create("http://10.0.0.5:14317"), URI.create("http://10.0.0.5:14318"));
    assertThat(text).containsAnyOf("10.0.0.5:14317", "http://10.0.0.5:14318").doesNotContain("${");
    assertThat(Snippet.of(snippet.code())).isEqualTo(snippet);
  }
}
