package io.harbinger.training.recipe;

/** A recipe that cannot be followed; the message says what came and what was expected. */
public final class RecipeException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  RecipeException(String message) {
    super(message);
  }

  /** A value that is out of range. */
  static void require(boolean holds, String key, Object value, String expected) {
    if (!holds) {
      throw new RecipeException("%s is %s (expected %s)".formatted(key, value, expected));
    }
  }
}
