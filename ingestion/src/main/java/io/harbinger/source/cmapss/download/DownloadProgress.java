package io.harbinger.source.cmapss.download;

import java.util.OptionalLong;

/** Is told how a download goes; called by one thread. */
public interface DownloadProgress {

  /** Shows nothing. */
  DownloadProgress SILENT =
      new DownloadProgress() {
        @Override
        public void begin(String what, OptionalLong size, long had) {}

        @Override
        public void at(long bytes) {}
      };

  /**
   * Bytes begin to come; again after each break.
   *
   * @param what is downloaded, for people
   * @param size of the whole in bytes, where the server says it
   * @param had bytes that an earlier, broken-off download left
   */
  void begin(String what, OptionalLong size, long had);

  /**
   * So many bytes are there.
   *
   * @param bytes from the file's beginning
   */
  void at(long bytes);
}
