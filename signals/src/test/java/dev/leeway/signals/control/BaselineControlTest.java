package dev.leeway.signals.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.drift.BaselineOrder;
import dev.leeway.signals.window.Slice;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BaselineControlTest {
  private static final Slice SLICE =
      Slice.ofAgent("acme", "prod", "shop \"1\"").with("operation", "POST /chat");
  private static final BaselineOrder PIN =
      BaselineOrder.pin(
          SLICE, "run.duration", 9_000, 1_000, 5_000, Map.of(-3, 2L, 700, 40L), 7, "ada");

  @Test
  void ordersComeBackAsTheyWereSaid() {
    for (BaselineOrder order :
        new BaselineOrder[] {
          PIN,
          BaselineOrder.unpin(SLICE, "run.duration", 9_000, "ada"),
          BaselineOrder.accept(SLICE, "run.duration", 9_000, "ada")
        }) {
      assertThat(BaselineControl.parse(BaselineControl.json(order))).contains(order);
    }
  }

  @Test
  void theLastWordAboutASeriesStays() {
    assertThat(BaselineControl.key(PIN))
        .isEqualTo(BaselineControl.key(BaselineOrder.unpin(SLICE, "run.duration", 10_000, "bob")))
        .isEqualTo("acme/baseline/" + SLICE.id() + "/run.duration");
  }

  @Test
  void whatIsAnotherControlOrNoneIsNoOrder() {
    String json = BaselineControl.json(PIN);
    assertThat(BaselineControl.parse("")).isEmpty();
    assertThat(BaselineControl.parse(json.replace("baseline", "deployment"))).isEmpty();
    assertThat(BaselineControl.parse(json.replace("-3:2", "-3"))).isEmpty();
    assertThat(BaselineControl.parse(json.replace("PIN", "PINCH"))).isEmpty();
    assertThat(BaselineControl.parse(json.replace("\"to\":5000", "\"to\":500"))).isEmpty();
  }
}
