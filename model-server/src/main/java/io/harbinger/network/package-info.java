/** What all networks share: the stable names of their parameters. */
@NullMarked
package io.harbinger.network;

import org.jspecify.annotations.NullMarked;
