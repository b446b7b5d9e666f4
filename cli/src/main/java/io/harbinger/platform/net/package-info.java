/** Ports of this machine. */
@NullMarked
package io.harbinger.platform.net;

import org.jspecify.annotations.NullMarked;
