package io.harbinger.training.rul.stream;

import io.harbinger.source.cmapss.Subset;

/** How NASA's test sets were cut, as their documentation tells it. */
final class TestProtocol {

  private TestProtocol() {}

  /** The most cycles that are left to a test engine: longer with six operating conditions. */
  static int mostLeft(Subset subset) {
    return switch (subset) {
      case FD001, FD003 -> 145;
      case FD002, FD004 -> 195;
    };
  }
}
