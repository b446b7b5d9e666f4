package io.harbinger.network.torchscript;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Pickles a module, protocol 2: each object is an instance of its class whose state is a dictionary
 * of its attributes; tensors are rebuilt from storages that lie beside the pickle, numbered from 0.
 */
final class ModulePickle {

  /** An empty tuple: what an archive's constants are. */
  static final byte[] EMPTY_TUPLE = {(byte) 0x80, 0x02, ')', '.'};

  private static final int PROTO = 0x80;
  private static final int NEWOBJ = 0x81;
  private static final int NEWFALSE = 0x89;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final List<ScriptTensor> storages = new ArrayList<>();

  private ModulePickle() {}

  /**
   * A pickle.
   *
   * @param bytes of it
   * @param storages it refers to by their index
   */
  record Pickled(byte[] bytes, List<ScriptTensor> storages) {}

  static Pickled of(ScriptObject module) {
    ModulePickle pickle = new ModulePickle();
    pickle.op(PROTO).op(2).object(module).op('.');
    return new Pickled(pickle.out.toByteArray(), List.copyOf(pickle.storages));
  }

  private ModulePickle object(ScriptObject object) {
    global("__torch__", object.className()).op(')').op(NEWOBJ);
    op('}').op('(');
    string("training").op(NEWFALSE);
    object.parameters().forEach((name, tensor) -> string(name).tensor(tensor));
    object.buffers().forEach((name, tensor) -> string(name).tensor(tensor));
    object.children().forEach((name, child) -> string(name).object(child));
    return op('u').op('b');
  }

  /**
   * A call of {@code _rebuild_tensor_v2(storage, offset, sizes, strides, no gradient, no hooks)}.
   */
  private ModulePickle tensor(ScriptTensor tensor) {
    global("torch._utils", "_rebuild_tensor_v2").op('(');
    storage(tensor).integer(0);
    integers(tensor.shape()).integers(strides(tensor.shape())).op(NEWFALSE);
    global("collections", "OrderedDict").op(')').op('R');
    return op('t').op('R');
  }

  /** A persistent id, {@code ("storage", class, key, device, size)}. */
  private ModulePickle storage(ScriptTensor tensor) {
    op('(').string("storage").global("torch", tensor.element().storage());
    string(Integer.toString(storages.size())).string("cpu").integer(tensor.size());
    storages.add(tensor);
    return op('t').op('Q');
  }

  private static List<Long> strides(List<Long> shape) {
    List<Long> strides = new ArrayList<>();
    long stride = 1;
    for (int i = shape.size() - 1; i >= 0; i--) {
      strides.add(0, stride);
      stride *= shape.get(i);
    }
    return strides;
  }

  private ModulePickle integers(List<Long> values) {
    op('(');
    values.forEach(value -> integer(Math.toIntExact(value)));
    return op('t');
  }

  private ModulePickle integer(int value) {
    return op('J').little(value);
  }

  private ModulePickle string(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    op('X').little(bytes.length);
    out.writeBytes(bytes);
    return this;
  }

  private ModulePickle global(String module, String name) {
    out.writeBytes(("c" + module + "\n" + name + "\n").getBytes(StandardCharsets.US_ASCII));
    return this;
  }

  private ModulePickle little(int value) {
    out.writeBytes(
        ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array());
    return this;
  }

  private ModulePickle op(int code) {
    out.write(code);
    return this;
  }
}
