package dev.leeway.signals.condition.provider;

import static dev.leeway.signals.condition.ConditionWalk.MINUTE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.condition.traffic.AgentCalls;
import dev.leeway.signals.condition.traffic.CallCounts;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** State bytes are to be read for ever. */
class ProviderBookTest {
  private static final String FIRST_VERSION =
      "0104086465736b0282010a0000000000000873686f700282011412060200023c14000000022614107472616365"
          + "2d3635021e70726f76696465722e6572726f7273c089dc033feccccccccccccd";
  private static final String SECOND_VERSION =
      "0204086465736b0282010a0000000000000873686f700282011412060200023c14000000022614107472616365"
          + "2d3635021e70726f76696465722e6572726f7273c089dc033feccccccccccccd022870726f76696465722e6572"
          + "726f72730073686f7080b3e30380b3e30314000000022614403f000000000000";
  private static final String THIRD_VERSION =
      "0304086465736b0282010a0000000000000873686f700282011412060200023c14000000022614107472616365"
          + "2d3635021e70726f76696465722e6572726f7273c089dc033feccccccccccccd"
          + "085448454d"
          + "022870726f76696465722e6572726f72730073686f7080b3e30380b3e303140000000226"
          + "14403f000000000000";

  @Test
  void whatTheFirstVersionWroteIsRead() {
    ProviderBook book = ProviderBook.decode(HexFormat.of().parseHex(FIRST_VERSION));
    assertThat(book.agents.keySet()).containsExactly("desk", "shop");
    assertThat(of(book, "shop").now(66 * MINUTE)).isEqualTo(new CallCounts(10, 9, 3, 1, Map.of()));
    assertThat(book.toldAll(ProviderWatch.ERRORS, 70 * MINUTE, 10 * MINUTE)).isTrue();
    assertThat(before(book)).isEqualTo(new CallCounts(10, 0, 0, 0, Map.of(19, 10L)));
  }

  @Test
  void whatIsWrittenIsReadWithWhatWasUsualAtTheOnset() {
    ProviderBook book = book();
    book.wrong(ProviderWatch.ERRORS, List.of("shop"), 66 * MINUTE);
    assertThat(HexFormat.of().formatHex(book.encode())).isEqualTo(THIRD_VERSION);
    ProviderBook read = ProviderBook.decode(HexFormat.of().parseHex(THIRD_VERSION));
    assertThat(read.tellAll(ProviderWatch.ERRORS, told("THEM"), 4 * MINUTE)).isFalse();
    assertThat(read.tellAll(ProviderWatch.ERRORS, told("PART"), 4 * MINUTE)).isTrue();
    of(read, "shop").add(70 * MINUTE, new CallCounts(10, 9, 0, 0, Map.of()), "");
    assertThat(before(read)).isEqualTo(new CallCounts(10, 0, 0, 0, Map.of(19, 10L)));
  }

  @Test
  void whatTheSecondVersionWroteIsReadWithoutWhoseFaultItWas() {
    ProviderBook read = ProviderBook.decode(HexFormat.of().parseHex(SECOND_VERSION));
    assertThat(before(read)).isEqualTo(new CallCounts(10, 0, 0, 0, Map.of(19, 10L)));
    assertThat(read.tellAll(ProviderWatch.ERRORS, told("THEM"), 4 * MINUTE)).isTrue();
  }

  private static ProviderBook.Told told(String whose) {
    return new ProviderBook.Told(66 * MINUTE, 0.9, whose);
  }

  @Test
  void whatWasUsualIsLetGoAnHourAfterTheLastTrouble() {
    ProviderBook book = book();
    book.wrong(ProviderWatch.ERRORS, List.of("shop"), 66 * MINUTE);
    int kept = book.encode().length;
    book.settle("shop", (66 + 65) * MINUTE);
    assertThat(book.encode()).hasSize(kept);
    book.settle("shop", (66 + 66) * MINUTE);
    assertThat(book.encode().length).isLessThan(kept);
  }

  private static CallCounts before(ProviderBook book) {
    return book.before(ProviderWatch.ERRORS, "shop", of(book, "shop"), 66 * MINUTE).counts();
  }

  private static AgentCalls of(ProviderBook book, String agent) {
    return Objects.requireNonNull(book.of(agent));
  }

  private static ProviderBook book() {
    ProviderBook book = new ProviderBook();
    of(book, "shop").add(30 * MINUTE, new CallCounts(10, 0, 0, 0, Map.of(19, 10L)), "trace-30");
    of(book, "shop").add(65 * MINUTE, new CallCounts(10, 9, 3, 1, Map.of()), "trace-65");
    of(book, "desk").add(65 * MINUTE, new CallCounts(5, 0, 0, 0, Map.of()), "");
    book.tellAll(ProviderWatch.ERRORS, new ProviderBook.Told(65 * MINUTE, 0.9, "THEM"), 4 * MINUTE);
    return book;
  }
}
