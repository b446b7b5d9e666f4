package io.harbinger.platform.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PartsTest {

  private final List<String> closed = new ArrayList<>();

  @Test
  void closesInReverse() throws Exception {
    try (Parts parts = new Parts()) {
      parts.start("broker", () -> () -> closed.add("broker"));
      parts.start("job", () -> () -> closed.add("job"));
    }
    assertThat(closed).containsExactly("job", "broker");
  }

  @Test
  void aStartThatFailsLeavesTheOthersToBeClosed() {
    assertThatThrownBy(
            () -> {
              try (Parts parts = new Parts()) {
                parts.start("broker", () -> () -> closed.add("broker"));
                parts.start(
                    "job",
                    () -> {
                      throw new IllegalStateException("no model");
                    });
              }
            })
        .hasMessage("no model");
    assertThat(closed).containsExactly("broker");
  }

  @Test
  void aPartThatDoesNotStopIsNamedAndKeepsNoOtherOpen() throws Exception {
    Parts parts = new Parts();
    parts.start("broker", () -> () -> closed.add("broker"));
    parts.start(
        "job",
        () ->
            () -> {
              throw new IllegalStateException("stuck");
            });
    assertThatThrownBy(parts::close).hasMessage("job did not stop").cause().hasMessage("stuck");
    assertThat(closed).containsExactly("broker");
  }
}
