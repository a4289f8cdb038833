package dev.leeway.storage.row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class BlockWriterTest {
  @Test
  void aValueThatCannotBeEncodedLeavesNoTrace() {
    BlockWriter<String> writer = new BlockWriter<>(new NameRows());
    writer.add("one");
    assertThatIllegalArgumentException().isThrownBy(() -> writer.add("bad"));
    writer.add("two");
    EncodedBlock block = writer.finish();
    assertThat(block.rows()).isEqualTo(2);
    assertThat(block.data()).isEqualTo(new RowBuffer().text("one").text("two").toByteArray());
    assertThat(block.target().insertStatement())
        .isEqualTo("INSERT INTO names (name) FORMAT RowBinary");
  }

  @Test
  void isFullAtEitherBoundAndThenTakesNoMore() {
    BlockWriter<String> byRows = new BlockWriter<>(new NameRows(), 2, 1_000);
    byRows.add("a");
    assertThat(byRows.isFull()).isFalse();
    byRows.add("b");
    assertThat(byRows.isFull()).isTrue();
    assertThatIllegalStateException().isThrownBy(() -> byRows.add("c"));

    BlockWriter<String> byBytes = new BlockWriter<>(new NameRows(), 100, 5);
    byBytes.add("longer than the bound");
    assertThat(byBytes.isFull()).isTrue();
  }

  @Test
  void isEmptyAgainAfterABlockIsFinished() {
    BlockWriter<String> writer = new BlockWriter<>(new NameRows());
    writer.add("one");
    EncodedBlock first = writer.finish();
    assertThat(writer.isEmpty()).isTrue();
    writer.add("two");
    writer.finish();
    assertThat(first.data()).isEqualTo(new RowBuffer().text("one").toByteArray());
  }

  @Test
  void aBlockNeedsARow() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BlockWriter<>(new NameRows()).finish());
  }

  private static final class NameRows implements RowEncoder<String> {
    @Override
    public InsertTarget target() {
      return InsertTarget.of("names", "name");
    }

    @Override
    public void encode(String name, RowBuffer out) {
      out.text(name);
      if (name.equals("bad")) {
        throw new IllegalArgumentException(name);
      }
    }
  }
}
