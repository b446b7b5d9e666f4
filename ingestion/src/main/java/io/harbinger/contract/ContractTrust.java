package io.harbinger.contract;

import org.apache.avro.util.ClassSecurityValidator;
import org.apache.avro.util.ClassSecurityValidator.ClassSecurityPredicate;

/**
 * Makes Avro trust the contract's classes in this class loader. Avro 1.12.2 reads records only into
 * classes that it was told to trust, and the setting is its own static. {@link ContractCodec} asks
 * by itself; a class whose records a framework reads before any code of ours has run must ask in
 * its static initializer. Thread-safe.
 */
public final class ContractTrust {

  private ContractTrust() {}

  /** Does it once. */
  public static void establish() {
    Once.ESTABLISHED.isTrusted(ContractTrust.class);
  }

  private static final class Once {
    static final ClassSecurityPredicate ESTABLISHED =
        ClassSecurityValidator.composite(
            ClassSecurityValidator.getGlobal(),
            type -> type.getPackageName().equals(ContractTrust.class.getPackageName()));

    static {
      ClassSecurityValidator.setGlobal(ESTABLISHED);
    }
  }
}
