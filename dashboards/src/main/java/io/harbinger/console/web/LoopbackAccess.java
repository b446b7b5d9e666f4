package io.harbinger.console.web;

import io.javalin.http.Context;
import java.util.Optional;

/**
 * For a console on the loopback interface without a token: who can open the page may read and
 * write. The page carries a random token that a page of elsewhere cannot know, and a name that was
 * made to point here (DNS rebinding) is refused.
 */
final class LoopbackAccess implements Access {

  private final String token;

  LoopbackAccess(Secrets secrets) {
    this.token = secrets.next();
  }

  @Override
  public void checkHost(Context ctx) {
    if (!SameOrigin.isLoopbackName(ctx.header("Host"))) {
      throw new RequestException(
          421,
          "this console answers to localhost and 127.0.0.1 only; give it a token to use it by another name");
    }
  }

  @Override
  public boolean mayRead(Context ctx) {
    return true;
  }

  @Override
  public Optional<String> pageToken(Context ctx) {
    return Optional.of(token);
  }

  @Override
  public void checkWrite(Context ctx) {
    SameOrigin.check(ctx);
    if (!Secrets.isSame(token, ctx.header(HEADER))) {
      throw new RequestException(
          403, "no or an old %s (expected the one in the page); reload the page".formatted(HEADER));
    }
  }

  @Override
  public boolean hasLogin() {
    return false;
  }

  @Override
  public void login(Context ctx, String given) {
    throw new RequestException(404, "this console has no login");
  }

  @Override
  public void logout(Context ctx) {
    throw new RequestException(404, "this console has no login");
  }
}
