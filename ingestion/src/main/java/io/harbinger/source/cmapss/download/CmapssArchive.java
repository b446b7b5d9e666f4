package io.harbinger.source.cmapss.download;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Unpacks the data set's files out of an archive, wherever in it they lie, also in an archive
 * within (NASA's is one). Only files of the expected names are written, under these names alone;
 * all of them or none.
 */
final class CmapssArchive {

  private static final int DEEPEST = 3;
  private static final int BUFFER = 1 << 16;

  /** The largest published file has 10 MB, the archive 13 MB. */
  private static final long MOST_BYTES = 256L << 20;

  private final List<PublishedFile> expected;
  private final Path aside;
  private final Set<String> found = new HashSet<>();

  private CmapssArchive(List<PublishedFile> expected, Path aside) {
    this.expected = expected;
    this.aside = aside;
  }

  /**
   * Puts the expected files into a directory.
   *
   * @throws DownloadException if the archive is broken, lacks one, or has another in its place
   */
  static void unpack(Path archive, List<PublishedFile> expected, Path directory)
      throws IOException {
    Path aside = Files.createTempDirectory(directory, ".unpacking");
    try {
      CmapssArchive unpacking = new CmapssArchive(expected, aside);
      try {
        unpacking.open(archive, 1);
      } catch (ZipException e) {
        throw new DownloadException(
            "not a whole zip archive of %d bytes (%s)"
                .formatted(Files.size(archive), e.getMessage()),
            e);
      }
      unpacking.requireAll();
      for (PublishedFile file : expected) {
        Files.move(
            aside.resolve(file.name()),
            directory.resolve(file.name()),
            StandardCopyOption.REPLACE_EXISTING);
      }
    } finally {
      delete(aside);
    }
  }

  private void open(Path archive, int depth) throws IOException {
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
        ZipEntry entry = entries.nextElement();
        String name = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
        boolean wanted = PublishedFile.named(expected, name).isPresent();
        boolean archived = name.endsWith(".zip") && depth < DEEPEST;
        if (entry.isDirectory() || !(wanted || archived)) {
          continue;
        }
        Path file = aside.resolve(wanted ? name : "inner-" + depth + ".zip");
        try (InputStream in = zip.getInputStream(entry)) {
          copy(in, file, entry.getName());
        }
        if (wanted) {
          found.add(name);
        } else {
          open(file, depth + 1);
        }
      }
    }
  }

  private static void copy(InputStream in, Path file, String name) throws IOException {
    byte[] buffer = new byte[BUFFER];
    long size = 0;
    try (OutputStream out = Files.newOutputStream(file)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        size += read;
        if (size > MOST_BYTES) {
          throw new DownloadException(
              "%s unpacks to more than %d bytes (expected some millions)"
                  .formatted(name, MOST_BYTES));
        }
        out.write(buffer, 0, read);
      }
    } catch (EOFException e) {
      throw new ZipException(name + " ends before its end");
    }
  }

  private void requireAll() throws IOException {
    List<String> missing =
        expected.stream().map(PublishedFile::name).filter(name -> !found.contains(name)).toList();
    if (!missing.isEmpty()) {
      throw new DownloadException("the archive has no " + String.join(", ", missing));
    }
    List<String> different = new ArrayList<>();
    for (PublishedFile file : expected) {
      String got = sha256(aside.resolve(file.name()));
      if (!got.equals(file.sha256())) {
        different.add(
            "%s has the SHA-256 %s (expected %s, as published)"
                .formatted(file.name(), got, file.sha256()));
      }
    }
    if (!different.isEmpty()) {
      throw new DownloadException(String.join("; ", different));
    }
  }

  /** Of a file's bytes, in lower-case hexadecimal. */
  static String sha256(Path file) throws IOException {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(directory);
  }
}
