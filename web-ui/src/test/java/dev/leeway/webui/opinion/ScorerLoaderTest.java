package dev.leeway.webui.opinion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leeway.signals.grounding.GroundednessScorer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scorers are in jars of their own, as a user brings them. */
final class ScorerLoaderTest {
  private static final String SERVICE =
      "META-INF/services/dev.leeway.signals.grounding.GroundednessScorerFactory";

  @TempDir private Path folder;
  private Path plugins;

  @BeforeEach
  void makePlugins() throws IOException {
    plugins = Files.createDirectory(folder.resolve("plugins"));
  }

  @Test
  void aScorerOutOfAJarReadsItsModel() throws Exception {
    jar("dev.leeway.webui.opinion.ConstantScorerFactory");
    Path model = Files.writeString(folder.resolve("half.constant"), "0.5");
    try (GroundednessScorer scorer = ScorerLoader.open(model, plugins)) {
      assertThat(scorer.name()).isEqualTo("half.constant");
      assertThat(scorer.score("any", List.of("text"))).hasValue(0.5);
    }
  }

  @Test
  void withoutTheModelsFileItSaysWhatWasExpectedWhere() {
    assertThatThrownBy(() -> ScorerLoader.open(folder.resolve("none.onnx"), plugins))
        .isInstanceOf(ScorerUnavailableException.class)
        .hasMessage("expected a model's file, came nothing at " + folder.resolve("none.onnx"));
  }

  @Test
  void withoutAScorerForItItSaysWhereToPutOne() throws Exception {
    Path model = Files.writeString(folder.resolve("model.onnx"), "");
    assertThatThrownBy(() -> ScorerLoader.open(model, plugins.resolve("nowhere")))
        .hasMessage(
            "expected a scorer that reads model.onnx, came none among 0 jars in %s: put its jar and"
                    .formatted(plugins.resolve("nowhere"))
                + " that of its runtime there");
  }

  @Test
  void aScorerWhoseRuntimeIsMissingIsToldByName() throws Exception {
    jar("dev.leeway.webui.opinion.NeedsRuntimeFactory");
    Path model = Files.writeString(folder.resolve("model.onnx"), "");
    assertThatThrownBy(() -> ScorerLoader.open(model, plugins))
        .hasMessageStartingWith("the scorer for model.onnx lacks a library (")
        .hasMessageContaining("ai/onnxruntime/OrtEnvironment")
        .hasMessageEndingWith("put the jar of its runtime into " + plugins);
  }

  @Test
  void aModelThatIsBrokenIsToldInTheScorersWords() throws Exception {
    jar("dev.leeway.webui.opinion.ConstantScorerFactory");
    Path model = Files.writeString(folder.resolve("bad.constant"), "much");
    assertThatThrownBy(() -> ScorerLoader.open(model, plugins))
        .hasMessage("the model %s can't be opened: expected a number, came much".formatted(model));
  }

  /** A jar that names a factory. */
  private void jar(String factory) throws IOException {
    try (OutputStream out = Files.newOutputStream(plugins.resolve("scorer.jar"));
        ZipOutputStream jar = new ZipOutputStream(out)) {
      jar.putNextEntry(new ZipEntry(SERVICE));
      jar.write(factory.getBytes(StandardCharsets.UTF_8));
      jar.closeEntry();
    }
  }
}
