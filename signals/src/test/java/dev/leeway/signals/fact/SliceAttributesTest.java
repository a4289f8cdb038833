package dev.leeway.signals.fact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.event.Facts;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SliceAttributesTest {
  @Test
  void aDimensionHasTheNameOfItsAttribute() {
    assertThat(
            SliceAttributes.dimensionsOf(
                new Facts(
                    Map.of("documents", 2.0), Map.of("slice.customer.tier", "gold", "x", "y"))))
        .isEqualTo(Map.of("customer.tier", "gold"));
  }
}
