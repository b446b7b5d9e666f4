package io.harbinger.console.model;

/** How a version stands in the process that serves it; of one that nobody loaded, on disk. */
public enum VersionStanding {
  /** Its files are read and checked. */
  LOADING,
  /** It computes at the batch sizes that it will serve. */
  WARMING,
  /** It answers, or may. */
  READY,
  /** It lost its place, and ends what it began. */
  DRAINING,
  /** It must not serve. */
  FAILED,
  /** It lies there with the files that its manifest lists, and was not loaded here. */
  ON_DISK
}
