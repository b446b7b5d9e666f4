package io.harbinger.training.adding;

import io.harbinger.network.recurrent.CellSpec;
import io.harbinger.network.recurrent.LayeredCell;
import io.harbinger.network.recurrent.RecurrentCell;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The cells of the adding benchmark with its settings of each: how many layers, and what a cell is
 * told of the length of the sequences.
 *
 * <p>Cells whose gates do not see the state of other units (IndRNN, SRU, QRNN) have two layers, as
 * they are meant to be used. JANET and IndRNN are told the number of steps, the one for its chrono
 * initialisation, the other for its bound on the recurrent weights; the other cells are not.
 */
public enum AddingCell {
  /** One layer, reset before the product, gates' biases at 1. */
  GRU(1) {
    @Override
    CellSpec layer(int layer, int units, int steps) {
      return new CellSpec.Gru(units, CellSpec.Reset.BEFORE);
    }
  },
  /** One layer, chrono initialisation for the number of steps. */
  JANET(1) {
    @Override
    CellSpec layer(int layer, int units, int steps) {
      return new CellSpec.Janet(units, Math.max(3, steps));
    }
  },
  /**
   * Two layers of rectified units; those of the last must all remember at first. The deviation of
   * the input weights is that of <a
   * href="https://github.com/batzner/indrnn/blob/master/examples/addition_rnn.py">the adding
   * example of the paper's TensorFlow code</a>.
   */
  IND_RNN(2) {
    @Override
    CellSpec layer(int layer, int units, int steps) {
      double lowestGain = layer == layers() - 1 ? 0.5 : 0;
      return new CellSpec.IndRnn(units, CellSpec.Activation.RELU, steps, lowestGain, 0.001);
    }
  },
  /** One layer, forget bias 1. */
  LSTM(1) {
    @Override
    CellSpec layer(int layer, int units, int steps) {
      return new CellSpec.Lstm(units);
    }
  },
  /** One layer, forget bias 1. */
  INDY_LSTM(1) {
    @Override
    CellSpec layer(int layer, int units, int steps) {
      return new CellSpec.IndyLstm(units, 1);
    }
  },
  /** One layer, gates' biases at 1. */
  INDY_GRU(1) {
    @Override
    CellSpec layer(int layer, int units, int steps) {
      return new CellSpec.IndyGru(units);
    }
  },
  /** Two layers, highway bias 0. */
  SRU(2) {
    @Override
    CellSpec layer(int layer, int units, int steps) {
      return new CellSpec.Sru(units, 0);
    }
  },
  /** Two layers of the first version. */
  SRU_V1(2) {
    @Override
    CellSpec layer(int layer, int units, int steps) {
      return new CellSpec.SruV1(units);
    }
  },
  /** Two layers, fo-pooling, two inputs wide. */
  QRNN(2) {
    @Override
    CellSpec layer(int layer, int units, int steps) {
      return new CellSpec.Qrnn(units);
    }
  },
  /** One layer; it is here to fail. */
  TANH_RNN(1) {
    @Override
    CellSpec layer(int layer, int units, int steps) {
      return new CellSpec.TanhRnn(units);
    }
  };

  private final int layers;

  AddingCell(int layers) {
    this.layers = layers;
  }

  abstract CellSpec layer(int layer, int units, int steps);

  /** How many layers it has. */
  public int layers() {
    return layers;
  }

  /** The name a recipe has for it, {@code ind-rnn}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * A new cell without weights.
   *
   * @param units of each layer
   * @param steps of the sequences
   * @param seed of the weights it will draw; each layer has its own
   */
  public RecurrentCell create(int units, int steps, long seed) {
    List<RecurrentCell> stack =
        IntStream.range(0, layers)
            .mapToObj(i -> layer(i, units, steps).create(seed + 1000L * i))
            .toList();
    return stack.size() == 1 ? stack.get(0) : new LayeredCell(stack);
  }

  /** The cell of a label. */
  public static AddingCell of(String label) {
    return Arrays.stream(values())
        .filter(cell -> cell.label().equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no cell %s (expected one of %s)".formatted(label, labels())));
  }

  /** All labels, comma between. */
  public static String labels() {
    return Arrays.stream(values()).map(AddingCell::label).collect(Collectors.joining(","));
  }
}
