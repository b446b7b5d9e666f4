/** Commands about model directories: what there is, what is in one, whether it is sound, export. */
@NullMarked
package io.harbinger.cli.models;

import org.jspecify.annotations.NullMarked;
