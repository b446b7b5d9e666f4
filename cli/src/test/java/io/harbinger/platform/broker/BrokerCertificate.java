package io.harbinger.platform.broker;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;

/**
 * A key with a certificate that it signed itself, for the loopback interface and a day.
 *
 * @param keystore with the key, PKCS #12
 * @param truststore with the certificate alone, PKCS #12
 * @param password of both
 */
record BrokerCertificate(Path keystore, Path truststore, String password) {

  private static final String ALIAS = "broker";

  static BrokerCertificate make(Path directory, String password)
      throws IOException, InterruptedException, GeneralSecurityException {
    Path keystore = directory.resolve("keystore.p12");
    makeKey(keystore, password);
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(keystore)) {
      keys.load(in, password.toCharArray());
    }
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry(ALIAS, keys.getCertificate(ALIAS));
    Path truststore = directory.resolve("truststore.p12");
    try (OutputStream out = Files.newOutputStream(truststore)) {
      trusted.store(out, password.toCharArray());
    }
    return new BrokerCertificate(keystore, truststore, password);
  }

  private static void makeKey(Path keystore, String password)
      throws IOException, InterruptedException {
    Process keytool =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                    "-genkeypair",
                    "-alias",
                    ALIAS,
                    "-keyalg",
                    "EC",
                    "-groupname",
                    "secp256r1",
                    "-validity",
                    "1",
                    "-dname",
                    "CN=localhost",
                    "-ext",
                    "san=dns:localhost,ip:127.0.0.1",
                    "-storetype",
                    "PKCS12",
                    "-keystore",
                    keystore.toString(),
                    "-storepass",
                    password))
            .redirectErrorStream(true)
            .start();
    String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (keytool.waitFor() != 0) {
      throw new IllegalStateException("keytool made no key: " + said);
    }
  }
}
