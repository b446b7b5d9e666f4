/**
 * Recipes: everything that decides a training run besides its data, as a strict YAML file.
 *
 * <p>The defaults are the built-in recipe {@code rul-default}; every other recipe says only what it
 * changes.
 */
@NullMarked
package io.harbinger.training.recipe;

import org.jspecify.annotations.NullMarked;
