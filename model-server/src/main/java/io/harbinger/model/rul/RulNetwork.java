package io.harbinger.model.rul;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.Dropout;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import io.harbinger.network.NamedParameters;
import io.harbinger.network.attention.TaskSpecificAttention;
import io.harbinger.network.export.ScriptScope;
import io.harbinger.network.export.Scripted;
import io.harbinger.network.recurrent.CellSpec;
import io.harbinger.network.recurrent.ChronoInitializer;
import io.harbinger.network.recurrent.Janet;
import io.harbinger.network.recurrent.RecurrentCell;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The network that reads remaining life: recurrent layers, JANET or another cell, with dropout
 * after each, then two heads that share them, one for the failure within each horizon and one for
 * the RUL. A head reads the last state, or all states by an attention of its own.
 *
 * <p>Takes scaled windows {@code (batch, time, channels)}; gives the logits of failure {@code
 * (batch, horizons)} and the RUL {@code (batch)} in units of {@link RulScaling#rulScale()}.
 */
public final class RulNetwork extends AbstractBlock {

  private final RulNetworkConfig config;
  private final List<RecurrentCell> layers = new ArrayList<>();
  private final List<Block> dropouts = new ArrayList<>();
  private final @Nullable TaskSpecificAttention failureAttention;
  private final @Nullable TaskSpecificAttention rulAttention;
  private final Linear failureHead;
  private final Linear rulHead;

  /**
   * A network without weights; {@link #initialize(NDManager, DataType, Shape...)} draws them.
   *
   * @param seed of the recurrent layers' first weights; the heads' come from the engine's random
   *     state
   */
  public RulNetwork(RulNetworkConfig config, long seed) {
    this.config = config;
    for (int i = 0; i < config.units().size(); i++) {
      layers.add(
          addChildBlock(
              config.layerName(i), layer(config, config.units().get(i), seed + 1000L * i)));
      dropouts.add(
          addChildBlock(
              "dropout" + i, Dropout.builder().optRate((float) config.dropout()).build()));
    }
    int width = config.units().get(config.units().size() - 1);
    failureAttention =
        config.attention()
            ? addChildBlock("failureAttention", new TaskSpecificAttention(width))
            : null;
    rulAttention =
        config.attention() ? addChildBlock("rulAttention", new TaskSpecificAttention(width)) : null;
    failureHead =
        addChildBlock("failureHead", Linear.builder().setUnits(config.horizons().size()).build());
    rulHead = addChildBlock("rulHead", Linear.builder().setUnits(1).build());
  }

  private static RecurrentCell layer(RulNetworkConfig config, int units, long seed) {
    // One draw of the chrono biases for all seeds: so the published models were trained.
    return config.isJanet()
        ? new Janet(units, new ChronoInitializer(config.longestMemory(), 0), seed)
        : CellSpec.ofLine(config.cell(), units, config.longestMemory()).create(seed);
  }

  /** Puts weights back into their permitted range; to be called after each update. */
  public void constrain() {
    layers.forEach(RecurrentCell::constrain);
  }

  /** The network's sizes. */
  public RulNetworkConfig config() {
    return config;
  }

  /**
   * All parameters by their stable names, {@code janet0.inputWeight} and the like; the weights file
   * uses them.
   */
  public Map<String, Parameter> namedParameters() {
    return NamedParameters.of(this);
  }

  /** Draws all weights for the configured input. */
  public void initialize(NDManager manager) {
    initialize(manager, DataType.FLOAT32, new Shape(1, config.window(), config.channels()));
  }

  @Override
  protected void initializeChildBlocks(NDManager manager, DataType dataType, Shape... inputShapes) {
    Shape input = inputShapes[0];
    Shape sequence = new Shape(input.get(1), input.get(0), input.get(2));
    for (RecurrentCell layer : layers) {
      layer.initialize(manager, dataType, sequence);
      sequence = layer.getOutputShapes(new Shape[] {sequence})[0];
    }
    for (Block dropout : dropouts) {
      dropout.initialize(manager, dataType, sequence);
    }
    for (TaskSpecificAttention attention : attentions()) {
      attention.initialize(manager, dataType, sequence);
    }
    Shape state = new Shape(sequence.get(1), sequence.get(2));
    failureHead.initialize(manager, dataType, state);
    rulHead.initialize(manager, dataType, state);
  }

  private List<TaskSpecificAttention> attentions() {
    return failureAttention == null || rulAttention == null
        ? List.of()
        : List.of(failureAttention, rulAttention);
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputShapes) {
    long batch = inputShapes[0].get(0);
    return new Shape[] {new Shape(batch, config.horizons().size()), new Shape(batch)};
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore parameterStore,
      NDList inputs,
      boolean training,
      @Nullable PairList<String, Object> params) {
    NDArray x = inputs.head();
    if (x.getShape().dimension() != 3 || x.getShape().get(2) != config.channels()) {
      throw new IllegalArgumentException(
          "the network got an input of shape %s (expected batch, time, %d channels)"
              .formatted(x.getShape(), config.channels()));
    }
    NDArray states = x.transpose(1, 0, 2);
    for (int i = 0; i < layers.size(); i++) {
      states = layers.get(i).forward(parameterStore, new NDList(states), training).head();
      if (training) {
        states = dropouts.get(i).forward(parameterStore, new NDList(states), true).head();
      }
    }
    NDArray failure = read(failureAttention, states, parameterStore, training);
    NDArray rul = read(rulAttention, states, parameterStore, training);
    return new NDList(
        failureHead.forward(parameterStore, new NDList(failure), training).head(),
        rulHead.forward(parameterStore, new NDList(rul), training).head().squeeze(1));
  }

  /**
   * Writes the same computation as TorchScript.
   *
   * @param x the name of the scaled windows {@code (batch, time, channels)}
   * @return the names of the logits {@code (batch, horizons)} and of the RUL head's values {@code
   *     (batch)}
   */
  List<String> script(ScriptScope scope, String x) {
    String states = scope.let("states", "torch.transpose(%s, 0, 1)".formatted(x));
    for (int i = 0; i < layers.size(); i++) {
      states = ((Scripted) layers.get(i)).script(scope.child(config.layerName(i)), states);
    }
    String failure = script(failureAttention, "failureAttention", scope, states);
    String rul = script(rulAttention, "rulAttention", scope, states);
    String heads = scope.child("rulHead").linear(rulHead, rul);
    return List.of(
        scope.child("failureHead").linear(failureHead, failure),
        scope.let("head", "torch.squeeze(%s, 1)".formatted(heads)));
  }

  private static String script(
      @Nullable TaskSpecificAttention attention, String name, ScriptScope scope, String states) {
    return attention == null
        ? scope.let("last", "torch.select(%s, 0, -1)".formatted(states))
        : attention.script(scope.child(name), states);
  }

  private static NDArray read(
      @Nullable TaskSpecificAttention attention,
      NDArray states,
      ParameterStore parameterStore,
      boolean training) {
    return attention == null
        ? states.get(new NDIndex("-1"))
        : attention.forward(parameterStore, new NDList(states), training).head();
  }
}
