package io.harbinger.cli.bench.serving;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Which ways to answer windows are measured. */
enum SideName {
  /** The model server, asked for one window at a time. */
  @JsonProperty("server")
  SERVER,
  /** The same with one window in each batch: what forming batches is worth. */
  @JsonProperty("server-unbatched")
  SERVER_UNBATCHED,
  /** The bare model, called with all that is due, no server between. */
  @JsonProperty("direct")
  DIRECT,
  /** A DJL predictor in each subtask, one window a call. */
  @JsonProperty("predictors")
  PREDICTORS,
  /** The model server, its model computed by ONNX Runtime. */
  @JsonProperty("server-onnxruntime")
  SERVER_ONNXRUNTIME,
  /** ONNX Runtime's own Java interface, called with all that is due, no server between. */
  @JsonProperty("onnxruntime-java")
  ONNXRUNTIME_JAVA
}
