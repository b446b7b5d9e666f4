package io.harbinger.console.model;

/** What a version is for. */
public enum VersionRole {
  /** It answers. */
  SERVES,
  /** It answers for a share of the assets. */
  CANARY,
  /** It answers nobody; it is compared with the one that answers. */
  SHADOW,
  /** It waits. */
  NONE
}
