/** When an asset's predictions become an alert, and when the alert goes away. Pure; no Flink. */
@NullMarked
package io.harbinger.alert;

import org.jspecify.annotations.NullMarked;
