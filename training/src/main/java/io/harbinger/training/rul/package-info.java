/** Training and evaluation of the network that reads remaining life. */
@NullMarked
package io.harbinger.training.rul;

import org.jspecify.annotations.NullMarked;
