package io.harbinger.platform.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunNumbersTest {

  @TempDir Path directory;

  @Test
  void laterStartsNumberTheirLivesAboveEarlierOnes() {
    Path fresh = directory.resolve("not/there/yet");
    assertThat(RunNumbers.next(fresh)).isEqualTo(1);
    assertThat(RunNumbers.next(fresh)).isEqualTo(10_001);
    assertThat(RunNumbers.next(fresh)).isEqualTo(20_001);
  }

  @Test
  void refusesAFileThatIsNotItsOwn() throws IOException {
    Files.writeString(directory.resolve("starts"), "many");
    assertThatThrownBy(() -> RunNumbers.next(directory))
        .hasMessageContaining("starts")
        .hasMessageContaining("--fresh");
  }
}
