package io.harbinger.network.ops;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings arrays from the host's memory to the device where they are computed with.
 *
 * <p>To a GPU they go through page-locked memory, which the engine takes from a cache of its own:
 * the GPU fetches them by itself while the calling thread goes on, and the engine keeps the memory
 * until it has. On the processor there is nothing to bring. Where the engine cannot lock memory,
 * arrays go as they otherwise would, and the log says so once.
 *
 * <p>Thread-safe. What belongs to the device's manager is freed with it.
 */
public final class HostTransfer {

  private static final Logger LOG = LoggerFactory.getLogger(HostTransfer.class);

  private static final float PROBE = 0.5f;

  /** Makes an array in the host's memory, and gives it to a call's manager on the device. */
  @FunctionalInterface
  private interface Way {
    NDArray bring(Function<NDManager, NDArray> made, NDManager call);
  }

  private final Way way;

  private HostTransfer(Way way) {
    this.way = way;
  }

  /**
   * The way to a device.
   *
   * @param manager of arrays on it
   */
  public static HostTransfer to(NDManager manager) {
    HostTransfer direct = new HostTransfer((made, call) -> made.apply(call));
    if (!manager.getDevice().isGpu()) {
      return direct;
    }
    NDArray there = manager.create(PROBE);
    HostTransfer pinned = new HostTransfer((made, call) -> pinned(made, call, there));
    try (NDManager call = manager.newSubManager();
        NDArray probe = pinned.bring(host -> host.create(PROBE), call)) {
      if (probe.getFloat() == PROBE) {
        return pinned;
      }
      LOG.warn(
          "{} got another number through page-locked memory: going without", there.getDevice());
    } catch (EngineException e) {
      LOG.warn("no page-locked memory for {}: going without", there.getDevice(), e);
    }
    return direct;
  }

  /**
   * Brings an array.
   *
   * @param made makes it with the manager it is given, and gives that or what it made of it
   * @param call a manager on the device, which the result belongs to
   */
  public NDArray bring(Function<NDManager, NDArray> made, NDManager call) {
    return way.bring(made, call);
  }

  private static NDArray pinned(Function<NDManager, NDArray> made, NDManager call, NDArray there) {
    try (NDManager host = call.newSubManager(Device.cpu())) {
      NDList arguments = new NDList(made.apply(host), there);
      NDArray sent = OpLibrary.get().call("send_pinned", arguments, false).singletonOrThrow();
      sent.attach(call);
      return sent;
    }
  }
}
