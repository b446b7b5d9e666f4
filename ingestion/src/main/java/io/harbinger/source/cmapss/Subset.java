package io.harbinger.source.cmapss;

/** The four subsets: one or six operating conditions, one or two kinds of fault. */
public enum Subset {
  /** One condition, HPC degradation. */
  FD001,
  /** Six conditions, HPC degradation. */
  FD002,
  /** One condition, HPC and fan degradation. */
  FD003,
  /** Six conditions, HPC and fan degradation. */
  FD004
}
