package io.harbinger.console.model;

import java.util.Optional;

/**
 * A wish to go back to the version that answered before.
 *
 * @param model for instance rul-fd001
 * @param by who decides
 * @param seen as in {@link Promotion}: a second click must not go two steps back
 */
public record Rollback(String model, String by, Optional<String> seen) {}
