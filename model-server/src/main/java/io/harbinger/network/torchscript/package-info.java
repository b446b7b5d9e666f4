/**
 * The file format of TorchScript: what a module consists of, the archive that libtorch and {@code
 * torch.jit.load} read, and a module loaded from one.
 */
@NullMarked
package io.harbinger.network.torchscript;

import org.jspecify.annotations.NullMarked;
