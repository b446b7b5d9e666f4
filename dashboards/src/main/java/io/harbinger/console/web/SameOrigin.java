package io.harbinger.console.web;

import io.javalin.http.Context;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells our own page's requests from those that another page makes a browser send. */
final class SameOrigin {

  private static final Set<String> LOOPBACK_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

  private SameOrigin() {}

  /**
   * Refuses a request that a browser sends for another page. One without an Origin comes from no
   * browser's page.
   */
  static void check(Context ctx) {
    String site = ctx.header("Sec-Fetch-Site");
    String origin = ctx.header("Origin");
    boolean foreign =
        (site != null && !site.equals("same-origin"))
            || (origin != null && !isOf(origin, ctx.header("Host")));
    if (foreign) {
      throw new RequestException(
          403, "this request comes from another page (expected the console's own)");
    }
  }

  private static boolean isOf(String origin, @Nullable String host) {
    try {
      String authority = URI.create(origin).getRawAuthority();
      return authority != null && authority.equalsIgnoreCase(host);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** Whether the Host header names the loopback interface, whatever the port. */
  static boolean isLoopbackName(@Nullable String host) {
    return host != null
        && LOOPBACK_NAMES.contains(
            host.replaceFirst(":\\d{1,5}$", "").toLowerCase(java.util.Locale.ROOT));
  }
}
