package io.harbinger.network.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** On the processor. */
class HostTransferTest {

  @Test
  void onTheProcessorAnArrayIsWhereItWasMade() {
    try (NDManager manager = NDManager.newBaseManager(Device.cpu());
        NDManager call = manager.newSubManager()) {
      HostTransfer transfer = HostTransfer.to(manager);
      List<NDArray> made = new ArrayList<>();

      NDArray x =
          transfer.bring(
              host -> {
                assertThat(host).isSameAs(call);
                made.add(host.create(new float[] {1, 2}));
                return made.get(0);
              },
              call);

      assertThat(made).containsExactly(x);
      assertThat(x.getManager()).isSameAs(call);
      assertThat(call.getManagedArrays()).hasSize(1);
    }
  }

  @Test
  void lockedMemoryIsAnOperationThatTheEngineKnowsAndRefusesWithoutAGpu() {
    Assumptions.assumeTrue(Engine.getInstance().getGpuCount() == 0);
    try (NDManager manager = NDManager.newBaseManager(Device.cpu())) {
      NDArray x = manager.create(1f);

      assertThatThrownBy(() -> OpLibrary.get().call("send_pinned", new NDList(x, x), false))
          .isInstanceOf(EngineException.class);
    }
  }
}
