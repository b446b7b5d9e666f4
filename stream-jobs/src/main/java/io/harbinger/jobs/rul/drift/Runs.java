package io.harbinger.jobs.rul.drift;

/** Tells runs of all assets apart, nearly always. */
public final class Runs {

  private Runs() {}

  /** A number that two runs have in common once in four billion, of neighbouring runs never. */
  public static long mark(String asset, long run) {
    return ((long) asset.hashCode() << Integer.SIZE) ^ run;
  }
}
