package io.harbinger.network.recurrent;

import java.util.Map;
import java.util.OptionalInt;

/**
 * Which cell, of how many units, with which options: what a recipe names, and what makes the cell.
 *
 * <p>Immutable. The constructors that take only the necessary give the paper's defaults.
 */
public sealed interface CellSpec {

  /** The width of the cell's output. */
  int units();

  /**
   * A new cell without weights.
   *
   * @param seed of the weights it will draw
   */
  RecurrentCell create(long seed);

  /**
   * The cell of a recipe.
   *
   * @param name {@code lstm}, {@code gru}, {@code qrnn}, {@code sru}, {@code sru-v1}, {@code
   *     ind-rnn}, {@code indy-lstm}, {@code indy-gru}, {@code janet} or {@code tanh-rnn}
   * @param options by the names of the records' components, numbers as numbers or as text; what is
   *     left out has its default
   */
  static CellSpec of(String name, int units, Map<String, ?> options) {
    return CellOptions.read(name, units, options);
  }

  /**
   * The cell that a line tells, as a recipe has it: its name, then any options, {@code qrnn
   * pooling=ifo width=3}.
   *
   * @param longestMemory in steps, for the cells whose first weights depend on it; an option of the
   *     line comes before it
   */
  static CellSpec ofLine(String line, int units, int longestMemory) {
    return CellOptions.readLine(line, units, longestMemory);
  }

  /**
   * An LSTM.
   *
   * @param forgetBias added to the forget gate in the equation, 1 as in TensorFlow
   * @param longestMemory if present, chrono initialisation for dependencies of so many steps; it
   *     sets the forget gate's bias itself, so that {@code forgetBias} must be 0
   */
  record Lstm(int units, double forgetBias, OptionalInt longestMemory) implements CellSpec {

    /** Refuses two sources of the forget gate's bias. */
    public Lstm {
      CellOptions.checkUnits(units);
      if (longestMemory.isPresent()) {
        CellOptions.checkMemory(longestMemory.getAsInt());
        if (forgetBias != 0) {
          throw new IllegalArgumentException(
              "a forgetBias of %s beside longestMemory (expected 0: chrono sets the bias)"
                  .formatted(forgetBias));
        }
      }
    }

    /** With a forget bias of 1. */
    public Lstm(int units) {
      this(units, 1, OptionalInt.empty());
    }

    /** With chrono initialisation. */
    public static Lstm chrono(int units, int longestMemory) {
      return new Lstm(units, 0, OptionalInt.of(longestMemory));
    }

    @Override
    public RecurrentCell create(long seed) {
      return new LstmCell(this, seed);
    }
  }

  /**
   * Where a GRU resets the state: the two forms have different weights and are not interchangeable.
   */
  enum Reset {
    /** {@code n = tanh(W x + U (r * h) + b)}: Cho et al., first version; TensorFlow. */
    BEFORE,
    /** {@code n = tanh(W x + b + r * (U h + b_h))}: cuDNN, PyTorch, Keras with reset_after. */
    AFTER
  }

  /** A GRU. */
  record Gru(int units, Reset reset) implements CellSpec {

    /** Refuses a cell without units. */
    public Gru {
      CellOptions.checkUnits(units);
    }

    @Override
    public RecurrentCell create(long seed) {
      return new GruCell(this, seed);
    }
  }

  /** Which gates a QRNN's pooling has. */
  enum Pooling {
    /** Forget gate only. */
    F,
    /** Forget and output gate: the paper's usual one. */
    FO,
    /** Input, forget and output gate. */
    IFO
  }

  /**
   * A QRNN.
   *
   * @param width how many inputs the convolution sees, the current one included; 2 in the paper
   * @param zoneout the probability, in training, that a unit keeps its state for a step
   */
  record Qrnn(int units, Pooling pooling, int width, double zoneout) implements CellSpec {

    /** Refuses an empty convolution. */
    public Qrnn {
      CellOptions.checkUnits(units);
      if (width < 1) {
        throw new IllegalArgumentException(
            "a convolution of width " + width + " (expected at least 1)");
      }
      DropoutRates.check("zoneout", zoneout);
    }

    /** The paper's usual form: fo-pooling, two inputs wide. */
    public Qrnn(int units) {
      this(units, Pooling.FO, 2, 0);
    }

    @Override
    public RecurrentCell create(long seed) {
      return new QrnnCell(this, seed);
    }
  }

  /**
   * An SRU of the EMNLP paper.
   *
   * @param highwayBias at first the reset gate's bias; 0, or negative to pass more input on
   */
  record Sru(int units, double highwayBias) implements CellSpec {

    /** Refuses a cell without units. */
    public Sru {
      CellOptions.checkUnits(units);
    }

    @Override
    public RecurrentCell create(long seed) {
      return new SruCell(this, seed);
    }
  }

  /** An SRU of the first version, as in TensorFlow. */
  record SruV1(int units) implements CellSpec {

    /** Refuses a cell without units. */
    public SruV1 {
      CellOptions.checkUnits(units);
    }

    @Override
    public RecurrentCell create(long seed) {
      return new SruV1Cell(this, seed);
    }
  }

  /** What an IndRNN applies to its sum. */
  enum Activation {
    /** The paper's. */
    RELU,
    /** TensorFlow's. */
    TANH
  }

  /**
   * An IndRNN.
   *
   * @param longestMemory the steps over which a unit's gain is at most 2
   * @param lowestGain the least gain over those steps at first: 0 for units of any memory; 0.5,
   *     say, for a last layer whose units must all remember
   * @param inputDeviation standard deviation of the input weights at first, normally distributed: a
   *     unit that remembers adds its inputs up, and over some hundred steps weights of ordinary
   *     size would add up to far more than any target; 0 for the ordinary uniform ones
   */
  record IndRnn(
      int units, Activation activation, int longestMemory, double lowestGain, double inputDeviation)
      implements CellSpec {

    /** With input weights of ordinary size. */
    public IndRnn(int units, Activation activation, int longestMemory, double lowestGain) {
      this(units, activation, longestMemory, lowestGain, 0);
    }

    /** Refuses gains outside 0 to 1. */
    public IndRnn {
      CellOptions.checkUnits(units);
      if (longestMemory < 1) {
        throw new IllegalArgumentException(
            "a longestMemory of " + longestMemory + " steps (expected at least 1)");
      }
      if (!(lowestGain >= 0 && lowestGain <= 1)) {
        throw new IllegalArgumentException("a lowestGain of " + lowestGain + " (expected 0 to 1)");
      }
      if (!(inputDeviation >= 0 && Double.isFinite(inputDeviation))) {
        throw new IllegalArgumentException(
            "an inputDeviation of " + inputDeviation + " (expected 0 or more)");
      }
    }

    @Override
    public RecurrentCell create(long seed) {
      return new IndRnnCell(this, seed);
    }
  }

  /**
   * An IndyLSTM.
   *
   * @param forgetBias added to the forget gate in the equation, 1 as in TensorFlow
   */
  record IndyLstm(int units, double forgetBias) implements CellSpec {

    /** Refuses a cell without units. */
    public IndyLstm {
      CellOptions.checkUnits(units);
    }

    @Override
    public RecurrentCell create(long seed) {
      return new IndyLstmCell(this, seed);
    }
  }

  /** An IndyGRU. */
  record IndyGru(int units) implements CellSpec {

    /** Refuses a cell without units. */
    public IndyGru {
      CellOptions.checkUnits(units);
    }

    @Override
    public RecurrentCell create(long seed) {
      return new IndyGruCell(this, seed);
    }
  }

  /**
   * A JANET.
   *
   * @param longestMemory in steps, for the chrono initialisation
   * @param beta how much less is forgotten than is admitted, 1 in the paper
   */
  record Janet(int units, int longestMemory, double beta) implements CellSpec {

    /** Refuses an empty range of memories. */
    public Janet {
      CellOptions.checkUnits(units);
      CellOptions.checkMemory(longestMemory);
    }

    /** With the paper's beta. */
    public Janet(int units, int longestMemory) {
      this(units, longestMemory, io.harbinger.network.recurrent.Janet.BETA);
    }

    @Override
    public RecurrentCell create(long seed) {
      return new io.harbinger.network.recurrent.Janet(
          units, beta, new ChronoInitializer(longestMemory, seed), seed);
    }
  }

  /** The plain recurrent network, to compare with. */
  record TanhRnn(int units) implements CellSpec {

    /** Refuses a cell without units. */
    public TanhRnn {
      CellOptions.checkUnits(units);
    }

    @Override
    public RecurrentCell create(long seed) {
      return new TanhRnnCell(this, seed);
    }
  }
}
