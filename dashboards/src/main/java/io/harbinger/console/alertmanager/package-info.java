/**
 * Tells people of the platform's alerts by way of Prometheus' Alertmanager: what is raised, as long
 * as it stands, and that it is over.
 */
@NullMarked
package io.harbinger.console.alertmanager;

import org.jspecify.annotations.NullMarked;
