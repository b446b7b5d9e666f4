package io.harbinger.network.recurrent;

import ai.djl.Device;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** All cells, and one of each composition, small enough to check each entry of each weight. */
enum EveryCell {
  LSTM(() -> new CellSpec.Lstm(4).create(1)),
  CHRONO_LSTM(() -> new CellSpec.Lstm(4, 0, OptionalInt.of(20)).create(1)),
  GRU_RESET_BEFORE(() -> new CellSpec.Gru(4, CellSpec.Reset.BEFORE).create(1)),
  GRU_RESET_AFTER(() -> new CellSpec.Gru(4, CellSpec.Reset.AFTER).create(1)),
  QRNN_F(() -> new CellSpec.Qrnn(4, CellSpec.Pooling.F, 1, 0).create(1)),
  QRNN_FO(() -> new CellSpec.Qrnn(4, CellSpec.Pooling.FO, 2, 0).create(1)),
  QRNN_IFO(() -> new CellSpec.Qrnn(4, CellSpec.Pooling.IFO, 3, 0).create(1)),
  SRU_V1(() -> new CellSpec.SruV1(4).create(1)),
  SRU(() -> new CellSpec.Sru(4, -0.5).create(1)),
  SRU_AS_WIDE_AS_ITS_INPUT(() -> new CellSpec.Sru(3, 0).create(1)),
  IND_RNN_RELU(() -> new CellSpec.IndRnn(4, CellSpec.Activation.RELU, 10, 0.5).create(1)),
  IND_RNN_TANH(() -> new CellSpec.IndRnn(4, CellSpec.Activation.TANH, 10, 0).create(1)),
  INDY_LSTM(() -> new CellSpec.IndyLstm(4, 1).create(1)),
  INDY_GRU(() -> new CellSpec.IndyGru(4).create(1)),
  JANET(() -> new CellSpec.Janet(4, 20).create(1)),
  TANH_RNN(() -> new CellSpec.TanhRnn(4).create(1)),
  LAYERS(
      () ->
          new LayeredCell(
              List.of(
                  new CellSpec.Lstm(3).create(1),
                  new CellSpec.Qrnn(2).create(2),
                  new CellSpec.Janet(4, 20).create(3)))),
  RESIDUAL(() -> new ResidualCell(new CellSpec.Janet(3, 20).create(1))),
  INPUT_PROJECTION(() -> new InputProjectionCell(2, new CellSpec.Lstm(4).create(1), 2)),
  OUTPUT_PROJECTION(() -> new OutputProjectionCell(new CellSpec.Lstm(4).create(1), 2, 2)),
  EMBEDDING(() -> new EmbeddingCell(3, 2, new CellSpec.Lstm(4).create(1), 2)),
  DEVICE(() -> new DeviceCell(Device.cpu(), new CellSpec.Lstm(4).create(1))),
  VARIATIONAL_DROPOUT(
      () -> new DropoutCell(new DropoutRates(0.3, 0.3, 0.3, true), new CellSpec.Lstm(4).create(1)));

  private final Supplier<RecurrentCell> made;

  EveryCell(Supplier<RecurrentCell> made) {
    this.made = made;
  }

  RecurrentCell create() {
    return made.get();
  }

  int features() {
    return this == EMBEDDING ? 1 : 3;
  }

  static Stream<EveryCell> all() {
    return Stream.of(values());
  }
}
