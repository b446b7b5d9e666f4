package io.harbinger.jobs.rul;

import io.harbinger.alert.AlertState;

/** How an asset stands, for the gauges of the fleet. Each asset is in exactly one. */
enum FleetState {
  OK,
  WARNING,
  CRITICAL,
  NO_DATA;

  static FleetState of(AlertState state) {
    if (state.silent()) {
      return NO_DATA;
    }
    if (state.open() == null) {
      return OK;
    }
    return switch (state.open().level()) {
      case NONE -> OK;
      case WARNING -> WARNING;
      case CRITICAL -> CRITICAL;
    };
  }
}
