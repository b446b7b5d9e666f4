/**
 * What the engine lacks or does slowly step by step: an op library in TorchScript, written at run
 * time.
 */
@NullMarked
package io.harbinger.network.ops;

import org.jspecify.annotations.NullMarked;
