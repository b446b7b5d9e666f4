/**
 * Fetches NASA's C-MAPSS archive over a network that may break, and unpacks no other files than the
 * twelve that were published.
 */
@NullMarked
package io.harbinger.source.cmapss.download;

import org.jspecify.annotations.NullMarked;
