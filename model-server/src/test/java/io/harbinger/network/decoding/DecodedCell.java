package io.harbinger.network.decoding;

import ai.djl.Device;
import io.harbinger.network.recurrent.CellSpec;
import io.harbinger.network.recurrent.DeviceCell;
import io.harbinger.network.recurrent.DropoutCell;
import io.harbinger.network.recurrent.DropoutRates;
import io.harbinger.network.recurrent.EmbeddingCell;
import io.harbinger.network.recurrent.InputProjectionCell;
import io.harbinger.network.recurrent.LayeredCell;
import io.harbinger.network.recurrent.OutputProjectionCell;
import io.harbinger.network.recurrent.RecurrentCell;
import io.harbinger.network.recurrent.ResidualCell;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/** The cells that a recipe can name, and one of each composition. */
enum DecodedCell {
  LSTM("lstm", Map.of()),
  CHRONO_LSTM("lstm", Map.of("longestMemory", 20)),
  GRU_RESET_BEFORE("gru", Map.of("reset", "before")),
  GRU_RESET_AFTER("gru", Map.of("reset", "after")),
  QRNN_F("qrnn", Map.of("pooling", "f", "width", 1)),
  QRNN_FO("qrnn", Map.of("pooling", "fo")),
  QRNN_IFO("qrnn", Map.of("pooling", "ifo", "width", 3)),
  SRU("sru", Map.of()),
  SRU_V1("sru-v1", Map.of()),
  IND_RNN_RELU("ind-rnn", Map.of("longestMemory", 10)),
  IND_RNN_TANH("ind-rnn", Map.of("longestMemory", 10, "activation", "tanh")),
  INDY_LSTM("indy-lstm", Map.of()),
  INDY_GRU("indy-gru", Map.of()),
  JANET("janet", Map.of("longestMemory", 20)),
  TANH_RNN("tanh-rnn", Map.of()),
  LAYERS(features -> new LayeredCell(List.of(lstm(3), new CellSpec.Qrnn(2).create(2), lstm(4)))),
  RESIDUAL(features -> new ResidualCell(new CellSpec.Janet(features, 20).create(1))),
  INPUT_PROJECTION(features -> new InputProjectionCell(2, lstm(4), 2)),
  OUTPUT_PROJECTION(features -> new OutputProjectionCell(lstm(4), 2, 2)),
  EMBEDDING(features -> new EmbeddingCell(DecodedCell.VOCABULARY, 2, lstm(4), 2)),
  DEVICE(features -> new DeviceCell(Device.cpu(), lstm(4))),
  VARIATIONAL_DROPOUT(features -> new DropoutCell(new DropoutRates(0.3, 0.3, 0.3, true), lstm(4)));

  static final int VOCABULARY = 5;

  private final IntFunction<RecurrentCell> made;

  DecodedCell(String name, Map<String, ?> options) {
    this(features -> CellSpec.of(name, 4, options).create(1));
  }

  DecodedCell(IntFunction<RecurrentCell> made) {
    this.made = made;
  }

  private static RecurrentCell lstm(int units) {
    return new CellSpec.Lstm(units).create(1);
  }

  /** A new cell without weights, for inputs of a width. */
  RecurrentCell create(int features) {
    return made.apply(features);
  }

  /** The width of an input that is usually of another. */
  int features(int usual) {
    return this == EMBEDDING ? 1 : usual;
  }
}
