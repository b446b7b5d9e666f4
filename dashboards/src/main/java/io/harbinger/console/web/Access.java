package io.harbinger.console.web;

import io.javalin.http.Context;
import java.util.Optional;

/** Decides who may see and who may write. Thread-safe. */
interface Access {

  /** The header that every write carries, unless it comes with the bearer token. */
  String HEADER = "X-Harbinger-Token";

  /** Refuses what could be a page of elsewhere under our address. */
  void checkHost(Context ctx);

  /** Whether this request may see anything. */
  boolean mayRead(Context ctx);

  /** What the page has to send with its writes; empty where it may not even read. */
  Optional<String> pageToken(Context ctx);

  /**
   * Refuses a request that may not write.
   *
   * @throws RequestException with 401 or 403
   */
  void checkWrite(Context ctx);

  /** Whether there is a login at all. */
  boolean hasLogin();

  /** Lets a person in by the token, or throws. */
  void login(Context ctx, String token);

  /** Lets the person out. */
  void logout(Context ctx);
}
