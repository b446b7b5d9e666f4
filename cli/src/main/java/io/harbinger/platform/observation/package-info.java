/** What a running platform does, seen from outside: by reading its topics. */
@NullMarked
package io.harbinger.platform.observation;

import org.jspecify.annotations.NullMarked;
