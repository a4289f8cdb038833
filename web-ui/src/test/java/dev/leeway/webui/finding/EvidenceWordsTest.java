package dev.leeway.webui.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class EvidenceWordsTest {
  @Test
  void whatIsNewAndWhatIsFaultyAreNotCalledRare() {
    assertThat(
            List.of(
                "new", "new_share", "new_categories", "usual_share", "rare_share_upper", "faulty"))
        .extracting(EvidenceWords::name)
        .containsExactly(
            "New or faulty ones now",
            "Share of new or faulty ones now",
            "Kinds of new or faulty ones",
            "Share of the commonest kind before",
            "Usual share of such, upper limit",
            "Faulty ones in the minute");
  }

  @Test
  void aNumberThatNobodyNamedKeepsItsOwnName() {
    assertThat(EvidenceWords.name("some_number")).isEqualTo("some number");
  }
}
