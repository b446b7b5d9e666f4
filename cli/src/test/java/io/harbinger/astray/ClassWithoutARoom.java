package io.harbinger.astray;

/** Lies in a package that no rule names; on purpose. */
public final class ClassWithoutARoom {}
