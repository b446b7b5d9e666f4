package io.harbinger.console.web;

import io.javalin.http.Context;
import java.util.Map;

/** What every answer says to the browser: run and load nothing but the console's own files. */
final class SecurityHeaders {

  private static final Map<String, String> ALL =
      Map.of(
          "Content-Security-Policy",
          "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
              + " connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none';"
              + " require-trusted-types-for 'script'; trusted-types 'none'",
          "X-Content-Type-Options",
          "nosniff",
          "X-Frame-Options",
          "DENY",
          "Referrer-Policy",
          "no-referrer",
          "Cross-Origin-Opener-Policy",
          "same-origin",
          "Cross-Origin-Resource-Policy",
          "same-origin",
          "Permissions-Policy",
          "camera=(), microphone=(), geolocation=()",
          "Cache-Control",
          "no-store");

  private SecurityHeaders() {}

  static void add(Context ctx) {
    ALL.forEach(ctx::header);
  }
}
