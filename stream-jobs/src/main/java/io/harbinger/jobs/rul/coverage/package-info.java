/**
 * How often the intervals held the truth, and what is made of it: an asset's failure tells what its
 * remaining life had been all along.
 */
@NullMarked
package io.harbinger.jobs.rul.coverage;

import org.jspecify.annotations.NullMarked;
