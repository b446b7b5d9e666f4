/**
 * Networks written as TorchScript modules: what a block's computation is as text, and files that
 * are kept only if the engine computes the same from them.
 */
@NullMarked
package io.harbinger.network.export;

import org.jspecify.annotations.NullMarked;
