package io.harbinger.source.cmapss.download;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A small archive of files by the data set's names, and what is to be expected of it. */
record TestArchive(Map<String, byte[]> files) {

  static TestArchive random() {
    Random random = new Random(1);
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (String name : List.of("train_FD001.txt", "test_FD001.txt", "RUL_FD001.txt")) {
      byte[] bytes = new byte[40_000];
      random.nextBytes(bytes);
      files.put(name, bytes);
    }
    return new TestArchive(files);
  }

  List<PublishedFile> expected() {
    return files.entrySet().stream()
        .map(file -> new PublishedFile(file.getKey(), sha256(file.getValue())))
        .toList();
  }

  /** As NASA's: the files in an archive that lies in a folder of another. */
  byte[] nested() throws IOException {
    return zip(Map.of("6. Turbofan/CMAPSSData.zip", flat(), "6. Turbofan/notes.pdf", new byte[9]));
  }

  byte[] flat() throws IOException {
    return zip(files);
  }

  static byte[] zip(Map<String, byte[]> entries) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
        zip.closeEntry();
      }
    }
    return bytes.toByteArray();
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
