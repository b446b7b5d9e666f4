/**
 * The messages of the Open Inference Protocol, version 2, over REST: tensors in and out as JSON.
 * The binary extension is not spoken.
 *
 * @see <a href="https://github.com/kserve/open-inference-protocol">Open Inference Protocol</a>
 */
@NullMarked
package io.harbinger.platform.serving.protocol;

import org.jspecify.annotations.NullMarked;
