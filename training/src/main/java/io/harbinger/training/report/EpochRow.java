package io.harbinger.training.report;

/** A row of metrics.csv: a record that Jackson can write and read, one an epoch. */
public interface EpochRow {
  /** The epoch, from 1. */
  int epoch();
}
