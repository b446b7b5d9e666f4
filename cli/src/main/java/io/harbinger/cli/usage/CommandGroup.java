package io.harbinger.cli.usage;

import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A command that does nothing itself: without one of its subcommands it is wrong usage. */
public abstract class CommandGroup implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public final void run() {
    throw new ParameterException(
        spec.commandLine(),
        "no %s given; expected one of %s"
            .formatted(
                spec.usageMessage().synopsisSubcommandLabel().toLowerCase(Locale.ROOT),
                String.join(", ", spec.subcommands().keySet())));
  }
}
