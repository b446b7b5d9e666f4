package io.harbinger.source.cmapss.download;

import io.harbinger.source.cmapss.Subset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One of the twelve text files of the data set, as NASA published them in 2008.
 *
 * @param name of the file
 * @param sha256 of its bytes, in lower-case hexadecimal
 */
record PublishedFile(String name, String sha256) {

  private static final List<String> TRAIN =
      List.of(
          "963b5e22825b34d8b21c69e1aeb4af3e647050eb672ee8834ba4b5d91d2de0f8",
          "dac6c4dbc4e7c1bdeb5747da3d313d05c395bb99801b44a002b26a2ba13d788f",
          "2abbe9968cc5e8eb091980f51b20f62bb4127336d3482cb52071d53bf23329e2",
          "27ef6160b6a1dcb2613a88de9c239f763b223f02cdc41dc5cdedc5dc189b6218");

  private static final List<String> TEST =
      List.of(
          "3cda7109ce17bafb5443f2ac926cfcf88154b941b8c4cf95eb55d1ddd6f52851",
          "de7b5bf7e998a985c378488480528b7c02cff1406a46740def362dda8d9b4e02",
          "299babd63c8d987cef079c4a425429f33b3a34797d803bbe2ad48c29dbd0d790",
          "1dc675fff0624bac10786927c6715b37d1297657137400d2b1a3138d777a3ba5");

  private static final List<String> RUL =
      List.of(
          "a19c8ec94931949d0485bdc35118206e9c81c4547b422efb9cf86f4ceddbceca",
          "c851dd96a6ea6998d3c4a8f834d3c8013aa90e93a6ed950dc826ad0655b2906b",
          "df1e0566306b174a2de41c67a3e7a51877889598b78643fc3e5685259091b7cb",
          "196b836b85a95ac7fdbbf29c5fdf1657382eafa445644d114ffaaf50dc2975e1");

  /** All twelve. */
  static final List<PublishedFile> ALL = all();

  private static List<PublishedFile> all() {
    List<PublishedFile> all = new ArrayList<>();
    for (Subset subset : Subset.values()) {
      all.add(new PublishedFile("train_" + subset + ".txt", TRAIN.get(subset.ordinal())));
      all.add(new PublishedFile("test_" + subset + ".txt", TEST.get(subset.ordinal())));
      all.add(new PublishedFile("RUL_" + subset + ".txt", RUL.get(subset.ordinal())));
    }
    return List.copyOf(all);
  }

  /** The expected file of this name, if it is one of these. */
  static Optional<PublishedFile> named(List<PublishedFile> expected, String name) {
    return expected.stream().filter(file -> file.name().equals(name)).findFirst();
  }
}
