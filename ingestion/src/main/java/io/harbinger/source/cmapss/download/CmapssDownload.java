package io.harbinger.source.cmapss.download;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Brings NASA's C-MAPSS turbofan data into a directory: the twelve text files, each with the
 * SHA-256 that it was published with, or none of them.
 *
 * <p>Blocks; one at a time in a directory. What has come of a download that broke off is kept, and
 * the next call goes on with it.
 */
public final class CmapssDownload {

  /** Where NASA offers the archive, in the order in which they are tried. */
  public static final List<URI> ADDRESSES =
      List.of(
          URI.create(
              "https://phm-datasets.s3.amazonaws.com/NASA/6.+Turbofan+Engine+Degradation+Simulation+Data+Set.zip"),
          URI.create("https://data.nasa.gov/docs/legacy/CMAPSSData.zip"));

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final List<PublishedFile> expected;
  private final HttpFetch fetch;

  private CmapssDownload(List<PublishedFile> expected, Duration patience) {
    this.expected = List.copyOf(expected);
    this.fetch = new HttpFetch(patience);
  }

  /** Of the files that NASA published. */
  public static CmapssDownload ofPublished() {
    return new CmapssDownload(PublishedFile.ALL, PATIENCE);
  }

  /** Of other files, for tests. */
  static CmapssDownload of(List<PublishedFile> expected, Duration patience) {
    return new CmapssDownload(expected, patience);
  }

  /** The files' names. */
  public List<String> files() {
    return expected.stream().map(PublishedFile::name).toList();
  }

  /** Whether all files are in a directory already, each as it was published. */
  public boolean isComplete(Path directory) throws IOException {
    for (PublishedFile file : expected) {
      Path path = directory.resolve(file.name());
      if (!Files.isRegularFile(path) || !CmapssArchive.sha256(path).equals(file.sha256())) {
        return false;
      }
    }
    return true;
  }

  /**
   * Fetches and unpacks an archive; the first address that gives one is enough.
   *
   * @param directory is made if need be
   * @param addresses of archives by http or https, or as files of this machine
   * @return the address
   * @throws DownloadException if none gave the files; tells why of each, and what to do
   */
  public URI into(Path directory, List<URI> addresses, DownloadProgress progress)
      throws IOException, InterruptedException {
    Files.createDirectories(directory);
    List<String> refusals = new ArrayList<>();
    boolean begun = false;
    for (URI address : addresses) {
      try {
        from(address, directory, progress);
        return address;
      } catch (DownloadException e) {
        refusals.add(address + ": " + e.getMessage());
        begun |= partial(address, directory).size() > 0;
      }
    }
    throw new DownloadException(
        "%s. %sBy hand: fetch the archive elsewhere (NASA's: %s) and give it as --url FILE, or unpack its %d text files into %s"
            .formatted(
                String.join("; ", refusals),
                begun ? "What has come is kept: run the same again to go on. " : "",
                String.join(" or ", ADDRESSES.stream().map(URI::toString).toList()),
                expected.size(),
                directory));
  }

  private void from(URI address, Path directory, DownloadProgress progress)
      throws IOException, InterruptedException {
    if ("file".equals(address.getScheme())) {
      Path archive = Path.of(address);
      if (!Files.isRegularFile(archive)) {
        throw new DownloadException("there is no such file");
      }
      CmapssArchive.unpack(archive, expected, directory);
      return;
    }
    PartialFile partial = partial(address, directory);
    fetch.fetch(address, partial, progress);
    try {
      CmapssArchive.unpack(partial.file(), expected, directory);
    } catch (DownloadException e) {
      // It came whole and is not what was published: to go on with it cannot mend it.
      partial.delete();
      throw e;
    }
    partial.delete();
  }

  /** Another address's bytes must not be gone on with. */
  private static PartialFile partial(URI address, Path directory) {
    return PartialFile.of(
        directory.resolve(".archive-%08x.zip.part".formatted(address.toString().hashCode())));
  }
}
