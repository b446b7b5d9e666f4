package io.harbinger.jobs.rul;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.flink.client.program.ProgramParametrizationException;
import org.junit.jupiter.api.Test;

class RulJobMainTest {

  @Test
  void showsItsHelpWithoutAStackTrace() {
    assertThatThrownBy(() -> RulJobMain.main(new String[] {"--help"}))
        .isInstanceOf(ProgramParametrizationException.class)
        .hasMessageContaining("--bootstrap-servers HOST:PORT");
  }

  @Test
  void saysWhatIsWrongWithItsArgumentsWithoutAStackTrace() {
    assertThatThrownBy(() -> RulJobMain.main(new String[] {"--model", "m"}))
        .isInstanceOf(ProgramParametrizationException.class)
        .hasMessage("--bootstrap-servers is missing (--help shows how)");
  }
}
