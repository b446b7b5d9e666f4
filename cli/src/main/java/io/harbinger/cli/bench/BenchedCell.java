package io.harbinger.cli.bench;

import io.harbinger.network.recurrent.CellSpec;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The cells that are timed, each in its usual form. */
enum BenchedCell {
  LSTM {
    @Override
    CellSpec spec(int units, int time) {
      return new CellSpec.Lstm(units);
    }
  },
  /** Resets the state before the product. */
  GRU {
    @Override
    CellSpec spec(int units, int time) {
      return new CellSpec.Gru(units, CellSpec.Reset.BEFORE);
    }
  },
  /** Resets the state after the product, as PyTorch's own does. */
  GRU_AFTER {
    @Override
    CellSpec spec(int units, int time) {
      return new CellSpec.Gru(units, CellSpec.Reset.AFTER);
    }
  },
  JANET {
    @Override
    CellSpec spec(int units, int time) {
      return new CellSpec.Janet(units, Math.max(3, time));
    }
  },
  IND_RNN {
    @Override
    CellSpec spec(int units, int time) {
      return new CellSpec.IndRnn(units, CellSpec.Activation.RELU, time, 0);
    }
  },
  INDY_LSTM {
    @Override
    CellSpec spec(int units, int time) {
      return new CellSpec.IndyLstm(units, 1);
    }
  },
  INDY_GRU {
    @Override
    CellSpec spec(int units, int time) {
      return new CellSpec.IndyGru(units);
    }
  },
  SRU {
    @Override
    CellSpec spec(int units, int time) {
      return new CellSpec.Sru(units, 0);
    }
  },
  SRU_V1 {
    @Override
    CellSpec spec(int units, int time) {
      return new CellSpec.SruV1(units);
    }
  },
  /** With fo-pooling, two inputs wide. */
  QRNN {
    @Override
    CellSpec spec(int units, int time) {
      return new CellSpec.Qrnn(units);
    }
  },
  TANH_RNN {
    @Override
    CellSpec spec(int units, int time) {
      return new CellSpec.TanhRnn(units);
    }
  };

  /** The cell that is timed. */
  abstract CellSpec spec(int units, int time);

  /** The name in options and reports, {@code ind-rnn}. */
  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static BenchedCell of(String label) {
    return Arrays.stream(values())
        .filter(cell -> cell.label().equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no cell %s (expected one of %s)".formatted(label, labels())));
  }

  /** All labels, comma between. */
  static String labels() {
    return Arrays.stream(values()).map(BenchedCell::label).collect(Collectors.joining(","));
  }
}
