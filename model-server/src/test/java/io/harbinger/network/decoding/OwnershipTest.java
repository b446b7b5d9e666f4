package io.harbinger.network.decoding;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import io.harbinger.network.attention.Attention;
import io.harbinger.network.attention.AttentionMemory;
import io.harbinger.network.attention.AttentionName;
import io.harbinger.network.attention.ForwardPass;
import io.harbinger.network.attention.Passes;
import io.harbinger.network.attention.TaskSpecificAttention;
import io.harbinger.network.capsule.CapsuleAggregation;
import io.harbinger.network.capsule.CapsuleSpec;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Nothing that a step computes may stay with the manager of the weights: it would never be freed.
 */
class OwnershipTest {

  private static final Shape STATES = new Shape(4, 2, 3);

  private NDManager owner;
  private ParameterStore store;

  @BeforeEach
  void open() {
    owner = NDManager.newBaseManager();
    store = new ParameterStore(owner, false);
  }

  @AfterEach
  void close() {
    owner.close();
  }

  @ParameterizedTest
  @EnumSource(AttentionName.class)
  void aDecodingLeavesNothingWithTheWeights(AttentionName name) {
    Attention attention = new Attention(name.spec(3), 1);
    AttentionWrapper wrapper =
        new AttentionWrapper(attention, OptionalInt.of(2), AttentionWrapper.Output.ATTENTION, 2);
    wrapper.initialize(owner, DataType.FLOAT64, STATES, new Shape(2, 3));
    TestNetwork gru = TestNetwork.gru(owner, 2 + 2, 3, 5, 3);
    leavesNothing(
        (manager, pass) -> {
          NDArray states = Passes.normal(manager, 1, 4, 2, 3);
          NDArray lengths = manager.create(new int[] {4, 2});
          AttentionMemory memory = attention.prepare(pass, states, lengths);
          NDList start =
              wrapper.initialState(
                  memory, new NDList(manager.zeros(new Shape(2, 3), DataType.FLOAT64)));
          new Decoder(wrapper.over(gru.cell, memory), 3, true)
              .decode(pass, new TeacherForcing(Passes.normal(manager, 2, 3, 2, 2), 3, 2), start);
        });
  }

  @Test
  void samplingAndSearchingLeaveNothingWithTheTable() {
    Parameter table = Parameter.builder().setName("table").setType(Parameter.Type.WEIGHT).build();
    table.setArray(Passes.normal(owner, 1, 5, 2));
    TestNetwork gru = TestNetwork.gru(owner, 2, 3, 5, 3);
    NDArray projection = Passes.normal(owner, 4, 3, 5);
    DecoderCell cell = gru.cell.projected((pass, output) -> output.matMul(projection));
    TokenEmbedding embedding = TokenEmbedding.of(table);
    leavesNothing(
        (manager, pass) -> {
          NDList start = new NDList(manager.zeros(new Shape(2, 3), DataType.FLOAT64));
          TokenSampler sampler =
              new TokenSampler(manager, embedding, new TokenChoice.Nucleus(.9, 1), 0, 1, 2);
          new Decoder(cell, 4, true).decode(pass, sampler, start);
          new BeamSearch(cell, embedding, BeamSettings.of(3, 0, 4)).search(pass, start, 1, 2);
        });
  }

  @ParameterizedTest
  @EnumSource
  void aggregationsLeaveNothingWithTheirWeights(CapsuleSpec.Transform transform) {
    CapsuleAggregation capsules = new CapsuleAggregation(new CapsuleSpec(3, 2, 3, transform), 1);
    capsules.initialize(owner, DataType.FLOAT64, STATES);
    TaskSpecificAttention attention = new TaskSpecificAttention(3);
    attention.initialize(owner, DataType.FLOAT64, STATES);
    leavesNothing(
        (manager, pass) -> {
          NDArray states = Passes.normal(manager, 1, 3, 2, 3);
          NDList inputs = new NDList(states, manager.create(new int[] {3, 2}));
          capsules.forward(pass.parameters(), inputs, pass.training());
          attention.forward(pass.parameters(), inputs, pass.training());
        });
  }

  private void leavesNothing(BiConsumer<NDManager, ForwardPass> work) {
    for (boolean training : new boolean[] {false, true}) {
      int before = owner.getManagedArrays().size();
      try (NDManager manager = owner.newSubManager()) {
        work.accept(manager, new ForwardPass(store, training, new SplittableRandom(1)));
      }
      assertThat(owner.getManagedArrays()).hasSize(before);
    }
  }
}
