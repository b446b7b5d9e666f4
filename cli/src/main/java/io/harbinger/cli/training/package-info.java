/** Commands that make models and judge them. */
@NullMarked
package io.harbinger.cli.training;

import org.jspecify.annotations.NullMarked;
