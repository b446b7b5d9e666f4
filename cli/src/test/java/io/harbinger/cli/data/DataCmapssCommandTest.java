package io.harbinger.cli.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class DataCmapssCommandTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path directory;

  @Test
  void anArchiveOfOtherFilesIsRefusedWithWhatToDo() throws Exception {
    Path zip = directory.resolve("other.zip");
    try (OutputStream file = Files.newOutputStream(zip);
        ZipOutputStream written = new ZipOutputStream(file)) {
      written.putNextEntry(new ZipEntry("train_FD001.txt"));
      written.write("1 1 0 0 100\n".getBytes(StandardCharsets.UTF_8));
      written.closeEntry();
    }
    Path to = directory.resolve("to");

    assertThat(run("--out", to.toString(), "--url", zip.toString())).isEqualTo(1);

    assertThat(err.toString())
        .contains("the archive has no test_FD001.txt")
        .contains("By hand: fetch the archive elsewhere");
    assertThat(out.toString()).isEmpty();
    assertThat(to).isEmptyDirectory();
  }

  @Test
  void anAddressOfAnotherKindIsWrongUsage() {
    assertThat(run("--out", directory.toString(), "--url", "ftp://example.org/data.zip"))
        .isEqualTo(2);
    assertThat(err.toString()).contains("expected an address that begins with http://");
  }

  private int run(String... options) {
    CommandLine command = new CommandLine(new DataCmapssCommand());
    command.setOut(new PrintWriter(out, true));
    command.setErr(new PrintWriter(err, true));
    return command.execute(options);
  }
}
