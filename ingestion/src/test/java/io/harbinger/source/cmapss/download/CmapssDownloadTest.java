package io.harbinger.source.cmapss.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harbinger.source.cmapss.PublishedCmapss;
import io.harbinger.source.cmapss.download.ArchiveServer.Behaviour;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CmapssDownloadTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final TestArchive archive = TestArchive.random();

  @TempDir private Path directory;

  @Test
  void bringsTheFilesOfAnArchiveWithinAnArchive() throws Exception {
    byte[] zip = archive.nested();
    List<String> told = new ArrayList<>();
    try (ArchiveServer server = new ArchiveServer(zip)) {
      URI from =
          download()
              .into(
                  directory,
                  List.of(server.address()),
                  new DownloadProgress() {
                    @Override
                    public void begin(String what, OptionalLong size, long had) {
                      told.add("%s of %d, had %d".formatted(what, size.orElse(-1), had));
                    }

                    @Override
                    public void at(long bytes) {
                      told.add("at " + bytes);
                    }
                  });
      assertThat(from).isEqualTo(server.address());
      assertThat(told)
          .startsWith("%s of %d, had 0".formatted(server.address(), zip.length))
          .endsWith("at " + zip.length);
    }
    assertThatAllFilesAreThereAndNothingElse();
    assertThat(download().isComplete(directory)).isTrue();
  }

  @Test
  void goesOnWhereTheConnectionBroke() throws Exception {
    byte[] zip = archive.flat();
    try (ArchiveServer server = new ArchiveServer(zip, Behaviour.CUT, Behaviour.CUT)) {
      into(server.address());
      int half = zip.length / 2;
      int more = half + (zip.length - half) / 2;
      assertThat(server.ranges()).hasSize(3).startsWith("all");
      // A connection that breaks may take with it what was under way: never more than was sent.
      assertThat(start(server, 1)).isPositive().isLessThanOrEqualTo(half);
      assertThat(start(server, 2)).isGreaterThan(start(server, 1)).isLessThanOrEqualTo(more);
    }
    assertThatAllFilesAreThereAndNothingElse();
  }

  private static int start(ArchiveServer server, int request) {
    String range = server.ranges().get(request);
    return Integer.parseInt(range.substring("bytes=".length(), range.length() - 1));
  }

  @Test
  void goesOnInANewCallWithWhatAnEarlierOneLeft() throws Exception {
    byte[] zip = archive.flat();
    try (ArchiveServer server = new ArchiveServer(zip, Behaviour.CUT, Behaviour.NOT_FOUND)) {
      assertThatThrownBy(() -> into(server.address()))
          .isInstanceOf(DownloadException.class)
          .hasMessageContaining("status 404")
          .hasMessageContaining("What has come is kept: run the same again to go on");
      into(server.address());
      assertThat(server.ranges())
          .containsExactly(
              "all", "bytes=%d-".formatted(zip.length / 2), "bytes=%d-".formatted(zip.length / 2));
    }
    assertThatAllFilesAreThereAndNothingElse();
  }

  @Test
  void neverMixesTwoVersionsOfAnArchive() throws Exception {
    byte[] older = archive.flat();
    older[100] ^= 1;
    try (ArchiveServer server = new ArchiveServer(older, Behaviour.CUT, Behaviour.NOT_FOUND)) {
      URI address = server.address();
      assertThatThrownBy(() -> into(address)).isInstanceOf(DownloadException.class);
      server.offer(archive.flat(), "second");
      into(address);
    }
    assertThatAllFilesAreThereAndNothingElse();
  }

  @Test
  void takesTheWholeAgainFromAServerThatKnowsNoRanges() throws Exception {
    try (ArchiveServer server =
        new ArchiveServer(archive.flat(), Behaviour.CUT, Behaviour.WITHOUT_RANGES)) {
      into(server.address());
      assertThat(server.ranges()).hasSize(2);
    }
    assertThatAllFilesAreThereAndNothingElse();
  }

  @Test
  void doesNotWaitForEverForAServerThatFellSilent() throws Exception {
    try (ArchiveServer server = new ArchiveServer(archive.flat(), Behaviour.SILENT)) {
      CmapssDownload.of(archive.expected(), Duration.ofMillis(500))
          .into(directory, List.of(server.address()), DownloadProgress.SILENT);
    }
    assertThatAllFilesAreThereAndNothingElse();
  }

  @Test
  void refusesAFileThatIsNotThePublishedOneAndKeepsNoneOfThem() throws Exception {
    Map<String, byte[]> changed = new LinkedHashMap<>(archive.files());
    byte[] bytes = changed.get("test_FD001.txt").clone();
    bytes[100] ^= 1;
    changed.put("test_FD001.txt", bytes);
    try (ArchiveServer server = new ArchiveServer(TestArchive.zip(changed))) {
      assertThatThrownBy(() -> into(server.address()))
          .isInstanceOf(DownloadException.class)
          .hasMessageContaining("test_FD001.txt has the SHA-256 ")
          .hasMessageContaining("(expected " + archive.expected().get(1).sha256())
          .hasMessageNotContaining("RUL_FD001.txt has");
    }
    assertThat(files()).isEmpty();
  }

  @Test
  void namesTheFilesThatAnArchiveLacks() throws Exception {
    Map<String, byte[]> fewer = new LinkedHashMap<>(archive.files());
    fewer.remove("RUL_FD001.txt");
    try (ArchiveServer server = new ArchiveServer(TestArchive.zip(fewer))) {
      assertThatThrownBy(() -> into(server.address()))
          .isInstanceOf(DownloadException.class)
          .hasMessageContaining("the archive has no RUL_FD001.txt");
    }
    assertThat(files()).isEmpty();
  }

  @Test
  void refusesATruncatedArchiveAndDoesNotGoOnWithIt() throws Exception {
    byte[] zip = archive.flat();
    try (ArchiveServer server = new ArchiveServer(Arrays.copyOf(zip, zip.length - 500))) {
      assertThatThrownBy(() -> into(server.address()))
          .isInstanceOf(DownloadException.class)
          .hasMessageContaining("not a whole zip archive of %d bytes".formatted(zip.length - 500))
          .hasMessageNotContaining("is kept");
    }
    assertThat(files()).isEmpty();
  }

  @Test
  void triesTheNextAddressWhereOneHasNothing() throws Exception {
    try (ArchiveServer gone = new ArchiveServer(new byte[0], Behaviour.NOT_FOUND);
        ArchiveServer good = new ArchiveServer(archive.nested())) {
      assertThat(
              download()
                  .into(
                      directory, List.of(gone.address(), good.address()), DownloadProgress.SILENT))
          .isEqualTo(good.address());
    }
    assertThatAllFilesAreThereAndNothingElse();
  }

  @Test
  void saysWhatToDoByHandWhereNobodyAnswers() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    URI nobody = URI.create("http://127.0.0.1:" + port + "/data.zip");
    assertThatThrownBy(() -> into(nobody))
        .isInstanceOf(DownloadException.class)
        .hasMessageStartingWith(nobody + ": cannot be reached")
        .hasMessageContaining("By hand: fetch the archive elsewhere (NASA's: https://")
        .hasMessageContaining("--url FILE")
        .hasMessageContaining(directory.toString());
  }

  @Test
  void unpacksAnArchiveOfThisMachine() throws Exception {
    Path zip = Files.write(directory.resolve("fetched.zip"), archive.nested());
    into(zip.toUri());
    Files.delete(zip);
    assertThatAllFilesAreThereAndNothingElse();
  }

  @Test
  void isNotCompleteWithAFileThatDiffers() throws Exception {
    into(Files.write(directory.resolve("fetched.zip"), archive.flat()).toUri());
    Files.writeString(directory.resolve("RUL_FD001.txt"), "12\n");
    assertThat(download().isComplete(directory)).isFalse();
  }

  @Test
  void expectsTheFilesAsNasaPublishedThem() throws Exception {
    assertThat(PublishedFile.ALL).extracting(PublishedFile::name).doesNotHaveDuplicates();
    assertThat(PublishedFile.ALL).hasSize(12);
    Path published = PublishedCmapss.holding("train_FD001.txt");
    for (PublishedFile file : PublishedFile.ALL) {
      Path path = published.resolve(file.name());
      if (Files.exists(path)) {
        assertThat(CmapssArchive.sha256(path)).as(file.name()).isEqualTo(file.sha256());
      }
    }
  }

  private CmapssDownload download() {
    return CmapssDownload.of(archive.expected(), PATIENCE);
  }

  private void into(URI address) throws IOException, InterruptedException {
    download().into(directory, List.of(address), DownloadProgress.SILENT);
  }

  private void assertThatAllFilesAreThereAndNothingElse() throws IOException {
    assertThat(files()).containsExactlyInAnyOrderElementsOf(archive.files().keySet());
    for (Map.Entry<String, byte[]> file : archive.files().entrySet()) {
      assertThat(Files.readAllBytes(directory.resolve(file.getKey()))).isEqualTo(file.getValue());
    }
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
