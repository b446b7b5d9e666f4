/**
 * Whether the readings that come are still such as the model was trained on: population stability
 * indices over a sliding window of the whole fleet.
 */
@NullMarked
package io.harbinger.jobs.rul.drift;

import org.jspecify.annotations.NullMarked;
