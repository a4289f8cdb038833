package dev.leeway.streamjobs.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.streamjobs.edge.LedgerDelta;
import org.junit.jupiter.api.Test;

final class LedgerFoldTest {
  @Test
  void deltasOfAPartitionAddUpAndPartitionsStayApart() {
    LedgerFold fold = new LedgerFold();
    fold.add(new LedgerDelta("spans", 0, 5, 5, 10, 0, 0, 1));
    fold.add(new LedgerDelta("spans", 1, 7, 7, 3, 0, 0, 0));
    fold.add(new LedgerDelta("spans", 0, 4, 6, 0, 8, 2, 0));

    assertThat(fold.drain())
        .containsExactly(
            new LedgerDelta("spans", 0, 4, 6, 10, 8, 2, 1),
            new LedgerDelta("spans", 1, 7, 7, 3, 0, 0, 0));
    assertThat(fold.drain()).isEmpty();
  }
}
