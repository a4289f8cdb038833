package dev.leeway.signals.evaluation;

import static dev.leeway.signals.evaluation.EvaluationFixture.said;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

final class EvaluationCodecTest {
  private static final List<Evaluation> BOTH =
      List.of(
          said("faithfulness", 0.75, "pass"),
          said(
              "user_feedback",
              null,
              "thumbs_down",
              new Evaluation.About(null, 0, "resp-1", "conv-1"),
              true));

  @Test
  void versionOneIsReadAndWrittenAsEver() throws IOException {
    try (InputStream file = EvaluationCodecTest.class.getResourceAsStream("evaluation-v1.hex")) {
      List<String> golden =
          new String(file.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
      assertThat(golden)
          .isEqualTo(
              BOTH.stream().map(EvaluationCodec::encode).map(HexFormat.of()::formatHex).toList());
      assertThat(golden.stream().map(HexFormat.of()::parseHex).map(EvaluationCodec::decode))
          .isEqualTo(BOTH);
    }
  }

  @Test
  void anotherVersionIsRefusedInWords() {
    byte[] bytes = EvaluationCodec.encode(BOTH.getFirst());
    bytes[0] = 9;
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EvaluationCodec.decode(bytes))
        .withMessageContaining("expected version 1, came 9");
  }
}
