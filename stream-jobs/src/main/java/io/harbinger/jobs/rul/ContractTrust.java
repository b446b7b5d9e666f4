package io.harbinger.jobs.rul;

import org.apache.avro.util.ClassSecurityValidator;
import org.apache.avro.util.ClassSecurityValidator.ClassSecurityPredicate;

/**
 * Makes Avro trust the contract's classes in this class loader. Avro 1.12.2 reads records only into
 * classes that it was told to trust, and the setting is its own static; task managers deserialize
 * before any main method of ours could have set it, so every class that travels to them asks here.
 */
final class ContractTrust {

  private static final String CONTRACT = "io.harbinger.contract";

  private ContractTrust() {}

  /** Does it once. */
  static void establish() {
    Once.ESTABLISHED.isTrusted(ContractTrust.class);
  }

  private static final class Once {
    static final ClassSecurityPredicate ESTABLISHED =
        ClassSecurityValidator.composite(
            ClassSecurityValidator.getGlobal(), type -> type.getPackageName().equals(CONTRACT));

    static {
      ClassSecurityValidator.setGlobal(ESTABLISHED);
    }
  }
}
