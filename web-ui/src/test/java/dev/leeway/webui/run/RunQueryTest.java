package dev.leeway.webui.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.router.Location;
import dev.leeway.signals.event.TraceId;
import dev.leeway.storage.query.RunCursor;
import dev.leeway.storage.query.RunFilter;
import dev.leeway.webui.range.PageQuery;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class RunQueryTest {
  @Test
  void theUrlSaysTheFilter() {
    RunCursor cursor = new RunCursor(5, new TraceId(1, 2), -3);
    assertThat(
            of(
                "runs?agent=shop&outcome=BAD&version=v2&longer=1.5&tokens=1000&trace=AB12&conversation=c%2F7&after="
                    + cursor))
        .isEqualTo(
            new RunQuery(
                new RunFilter("shop", "", "BAD", "v2", "ab12", "c/7", 1_500L, 1_000L),
                Optional.of(cursor)));
  }

  @Test
  void whatTheUrlSaysWronglyIsLeftOut() {
    assertThat(of("runs?longer=soon&tokens=-4&trace=xyz&after=1.2"))
        .isEqualTo(new RunQuery(RunFilter.ANY, Optional.empty()));
  }

  private static RunQuery of(String location) {
    return RunQuery.of(PageQuery.of(new Location(location)));
  }
}
