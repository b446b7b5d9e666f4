package io.harbinger.windows;

/** Which run a reading belongs to, seen from the asset's current one. */
enum RunOrder {
  OLDER,
  SAME,
  NEWER
}
