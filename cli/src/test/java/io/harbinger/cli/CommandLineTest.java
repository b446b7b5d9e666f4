package io.harbinger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

final class CommandLineTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void printsItsVersion() {
    assertThat(run("--version")).isZero();
    assertThat(out.toString()).startsWith("harbinger 0.").contains("Java ");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void everyCommandHasHelpWithAnExample() {
    assertHelp(commandLine(), List.of());
  }

  @Test
  void wrongUsageIsOneLineAndExitCodeTwo() {
    assertThat(run("--nonsense")).isEqualTo(2);
    assertThat(err.toString()).contains("--nonsense").hasLineCount(1);
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void aMisspeltOptionIsSuggested() {
    assertThat(run("--vresion")).isEqualTo(2);
    assertThat(err.toString()).contains("did you mean").contains("--version");
  }

  @Test
  void noCommandIsWrongUsageAndNamesTheCommands() {
    assertThat(run()).isEqualTo(2);
    assertThat(err.toString()).contains("no command given").hasLineCount(1);
  }

  private void assertHelp(CommandLine command, List<String> path) {
    assertThat(command.getUsageMessage())
        .as("help of 'harbinger %s'", String.join(" ", path))
        .contains("Example")
        .contains("./harbinger")
        .contains("--help");
    command
        .getSubcommands()
        .forEach(
            (name, subcommand) -> {
              List<String> deeper = new java.util.ArrayList<>(path);
              deeper.add(name);
              assertHelp(subcommand, deeper);
            });
  }

  private int run(String... args) {
    return commandLine().execute(args);
  }

  private CommandLine commandLine() {
    return Main.commandLine(new PrintWriter(out, true), new PrintWriter(err, true));
  }
}
