package io.harbinger.platform.serving.task;

import io.harbinger.model.VersionedTask;
import io.harbinger.platform.serving.protocol.InferRequest;
import io.harbinger.platform.serving.protocol.Tensor;
import io.harbinger.platform.serving.protocol.TensorMetadata;
import java.util.List;

/**
 * A task in tensors. Thread-safe.
 *
 * @param <I> one input of the model
 * @param <O> one output of the model
 */
public interface OpenTask<I, O> {

  /** How the model is served. */
  VersionedTask<I, O> served();

  /** The tensors that go in; the first axis is the batch. */
  List<TensorMetadata> inputs();

  /** The tensors that may come out. */
  List<TensorMetadata> outputs();

  /**
   * The inputs of a request.
   *
   * @throws io.harbinger.platform.serving.protocol.ProtocolException if the tensors do not fit
   */
  List<I> decode(InferRequest request);

  /** The tensors of the answers to a request's inputs. */
  List<Tensor> encode(List<O> outputs);
}
