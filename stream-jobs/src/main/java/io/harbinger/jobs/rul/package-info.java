/**
 * The RUL job: sensor windows in; predictions, alerts and dead letters out, exactly once.
 *
 * <p>{@link io.harbinger.jobs.rul.RulJob} is the data's way in one place; {@link
 * io.harbinger.jobs.rul.RulJobConfig} all that can be set.
 */
@NullMarked
package io.harbinger.jobs.rul;

import org.jspecify.annotations.NullMarked;
