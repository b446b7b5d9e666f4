package io.harbinger.windows;

/** Where the topology keeps its state; a changelog topic backs either. */
public enum StoreKind {
  /** On the heap, restored from the changelog at each start. */
  IN_MEMORY,
  /**
   * In RocksDB, which survives a restart on its disk. Its native library cannot share a process
   * with Flink's RocksDB.
   */
  PERSISTENT
}
