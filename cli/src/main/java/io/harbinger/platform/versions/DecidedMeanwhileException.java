package io.harbinger.platform.versions;

/** Somebody decided otherwise since the decision was looked at that this one was to follow. */
public final class DecidedMeanwhileException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  DecidedMeanwhileException(LastDecision now) {
    super("meanwhile %s: look again, then decide".formatted(words(now)));
  }

  private static String words(LastDecision now) {
    if (!now.problem().isEmpty()) {
      return now.problem();
    }
    return now.decision().decidedBy().isEmpty()
        ? "the decision was changed by nobody who left a name, to " + now.decision().policy()
        : "%s decided on %s".formatted(now.decision().decidedBy(), now.decision().policy());
  }
}
