/** Commands that run the platform or a part of it, and that look into its topics. */
@NullMarked
package io.harbinger.cli.platform;

import org.jspecify.annotations.NullMarked;
