package dev.leeway.simulator.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ShiftMemoryTest {
  @TempDir Path folder;

  @Test
  void aShiftIsFoundAgainByAnotherProcess() throws Exception {
    Path file = folder.resolve("home/replay-shifts.json");
    new ShiftMemory(file).remember("mooncake|a|/x", 42);
    new ShiftMemory(file).remember("mooncake|b|/x", 43);
    assertThat(new ShiftMemory(file).shiftOf("mooncake|a|/x")).hasValue(42);
    assertThat(new ShiftMemory(file).shiftOf("mooncake|c|/x")).isEmpty();
  }
}
