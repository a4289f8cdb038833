package dev.leeway.webui.range;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.router.Location;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PageQueryTest {
  private final PageQuery page =
      PageQuery.of(new Location("agents/shop?from=now-1h&to=now&tab=quality"));

  @Test
  void aChangedParameterLeavesTheOthers() {
    assertThat(page.with("tab", "latency"))
        .isEqualTo(
            new PageQuery("agents/shop", Map.of("from", "now-1h", "to", "now", "tab", "latency")));
  }

  @Test
  void anEmptyValueRemovesAParameter() {
    assertThat(page.with("tab", "").parameters()).isEqualTo(Map.of("from", "now-1h", "to", "now"));
  }

  @Test
  void anotherPageKeepsTheRangeOnly() {
    assertThat(page.to("runs"))
        .isEqualTo(new PageQuery("runs", Map.of("from", "now-1h", "to", "now")));
  }

  @Test
  void aRangeReplacesARange() {
    PageQuery changed = page.with(new RangeChoice.Relative(Duration.ofDays(7)));
    assertThat(changed.range()).isEqualTo(new RangeChoice.Relative(Duration.ofDays(7)));
    assertThat(changed.get("tab")).isEqualTo("quality");
  }
}
