/**
 * What people decide about the versions of a model, from the command line or from the console:
 * checked, written beside the versions, and shown as it stands.
 */
@NullMarked
package io.harbinger.platform.versions;

import org.jspecify.annotations.NullMarked;
