package dev.leeway.streamjobs.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class DueQueueTest {
  private final DueQueue<String> queue = new DueQueue<>();

  @Test
  void givesKeysInOrderOnceTheyAreDue() {
    queue.schedule("b", 20);
    queue.schedule("a", 10);

    assertThat(queue.poll(9)).isEmpty();
    assertThat(queue.poll(20)).contains("a");
    assertThat(queue.poll(20)).contains("b");
    assertThat(queue.poll(20)).isEmpty();
    assertThat(queue.isEmpty()).isTrue();
  }

  @Test
  void theLastScheduleCounts() {
    queue.schedule("later", 10);
    queue.schedule("later", 30);
    queue.schedule("earlier", 30);
    queue.schedule("earlier", 10);

    assertThat(queue.poll(10)).contains("earlier");
    assertThat(queue.poll(29)).isEmpty();
    assertThat(queue.poll(30)).contains("later");
    assertThat(queue.poll(99)).isEmpty();
  }

  @Test
  void aCancelledKeyDoesNotCome() {
    queue.schedule("a", 10);
    queue.cancel("a");

    assertThat(queue.poll(99)).isEmpty();
    queue.schedule("a", 50);
    assertThat(queue.poll(49)).isEmpty();
    assertThat(queue.poll(50)).contains("a");
  }
}
