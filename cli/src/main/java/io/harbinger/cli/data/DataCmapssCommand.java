package io.harbinger.cli.data;

import io.harbinger.cli.output.JsonDocument;
import io.harbinger.source.cmapss.download.CmapssDownload;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Fetches NASA's turbofan data. */
@Command(
    name = "cmapss",
    description = {
      "Fetch NASA's C-MAPSS turbofan data (Saxena and Goebel, 2008): about 12 MB, 45 MB unpacked.",
      "Writes its twelve text files into DIR, each checked by its SHA-256, or none. A download that broke off is gone on with by the same command; where the files are there already, nothing is fetched."
    },
    sortOptions = false,
    footer = {
      "",
      "Example: fetch, then train on it",
      "  ./harbinger data cmapss --out data/cmapss",
      "  ./harbinger train rul --data data/cmapss --subset FD001 --out runs/rul-fd001",
      "Example: from an archive that came by other ways",
      "  ./harbinger data cmapss --out data/cmapss --url CMAPSSData.zip"
    })
final class DataCmapssCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "The directory for the files; what other commands take as --data.")
  private Path out;

  @Option(
      names = "--url",
      paramLabel = "URL",
      description =
          "A mirror of the archive, http or https, or an archive on this machine (default: NASA's own addresses, one after the other).")
  private @Nullable String url;

  @Option(names = "--json", description = "Print the result as one JSON document.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    List<URI> addresses = url == null ? CmapssDownload.ADDRESSES : List.of(address(url));
    CmapssDownload download = CmapssDownload.ofPublished();
    boolean there = download.isComplete(out);
    String from = "";
    if (!there) {
      try (DownloadBar bar = DownloadBar.on(System.err)) {
        from = download.into(out, addresses, bar).toString();
      }
    }
    report(download, from);
    return 0;
  }

  private void report(CmapssDownload download, String from) {
    PrintWriter print = spec.commandLine().getOut();
    if (json) {
      Map<String, Object> result = new LinkedHashMap<>();
      result.put("directory", out.toString());
      result.put("files", download.files());
      result.put("fetched", !from.isEmpty());
      result.put("from", from.isEmpty() ? null : from);
      JsonDocument.print(print, result);
      return;
    }
    print.printf(
        "%d files in %s, each as NASA published it%s%n",
        download.files().size(), out, from.isEmpty() ? " (they were there already)" : "");
  }

  private URI address(String text) {
    if (text.matches("(?i)https?://.+")) {
      try {
        return URI.create(text);
      } catch (IllegalArgumentException e) {
        throw new ParameterException(
            spec.commandLine(), "--url %s is no address (%s)".formatted(text, e.getMessage()), e);
      }
    }
    if (text.matches("(?i)[a-z][a-z0-9+.-]+:/.*") && !text.startsWith("file:/")) {
      throw new ParameterException(
          spec.commandLine(),
          "--url %s (expected an address that begins with http:// or https://, or a file)"
              .formatted(text));
    }
    return text.startsWith("file:/") ? URI.create(text) : Path.of(text).toUri();
  }
}
