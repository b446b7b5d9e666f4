package io.harbinger.cli.terminal;

import io.harbinger.console.AssetView;
import io.harbinger.console.FleetStatus;
import io.harbinger.console.FleetTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.Display;
import org.jline.utils.InfoCmp.Capability;

/** Draws the table on the terminal's second screen and gives the first one back at the end. */
public final class TableDisplay implements FleetDisplay {

  private final Terminal terminal;
  private final FleetTable table;
  private final Display display;

  /**
   * Takes over a terminal, which is closed with this.
   *
   * @param fullLife remaining life at which a bar is full, in cycles
   */
  public TableDisplay(Terminal terminal, double fullLife) {
    this.terminal = terminal;
    this.table = new FleetTable(fullLife);
    this.display = new Display(terminal, true);
    terminal.puts(Capability.enter_ca_mode);
    terminal.puts(Capability.cursor_invisible);
    terminal.flush();
  }

  @Override
  public void show(FleetStatus status, List<AssetView> worstFirst) {
    Size size = terminal.getSize();
    int width = Math.max(1, size.getColumns());
    int height = Math.max(1, size.getRows());
    display.resize(height, width);
    List<AttributedString> lines = table.render(status, worstFirst, width, height);
    display.update(lines, 0);
  }

  @Override
  public void close() {
    terminal.puts(Capability.cursor_visible);
    terminal.puts(Capability.exit_ca_mode);
    terminal.flush();
    try {
      terminal.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot give the terminal back", e);
    }
  }
}
