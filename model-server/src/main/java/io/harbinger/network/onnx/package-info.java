/**
 * Networks as ONNX graphs, and their computation by ONNX Runtime. Its libraries are optional:
 * {@link io.harbinger.network.onnx.OnnxLibraries} tells whether they are there, the other classes
 * need them.
 */
@NullMarked
package io.harbinger.network.onnx;

import org.jspecify.annotations.NullMarked;
