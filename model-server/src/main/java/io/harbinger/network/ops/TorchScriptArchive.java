package io.harbinger.network.ops;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes a TorchScript archive, the ZIP that {@code torch.jit.load} and libtorch read: the source
 * of one module class and a pickle of an instance of it that has no parameters.
 *
 * <p>The layout is that of {@code torch.jit.save}: {@code data.pkl} rebuilds the module, {@code
 * code/__torch__.py} holds its class, {@code constants.pkl} is an empty tuple; entries are stored,
 * not compressed.
 */
final class TorchScriptArchive {

  private static final String ROOT = "ops";

  /** Pickle protocol 2, an empty tuple, stop. */
  private static final byte[] EMPTY_TUPLE = {(byte) 0x80, 0x02, ')', '.'};

  private TorchScriptArchive() {}

  /**
   * The bytes of an archive with a module of one class.
   *
   * @param className the class, without its {@code __torch__} prefix
   * @param source the class in serialized TorchScript; it must declare {@code training : bool}
   */
  static byte[] of(String className, String source) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      store(zip, "data.pkl", instanceOf(className));
      store(zip, "code/__torch__.py", source.getBytes(StandardCharsets.UTF_8));
      store(zip, "constants.pkl", EMPTY_TUPLE);
      store(zip, "version", "3\n".getBytes(StandardCharsets.US_ASCII));
      store(zip, "byteorder", "little".getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Pickles {@code __torch__.className()} with the state {@code {"training": False}}. */
  private static byte[] instanceOf(String className) {
    ByteArrayOutputStream pickle = new ByteArrayOutputStream();
    pickle.writeBytes(new byte[] {(byte) 0x80, 0x02}); // PROTO 2
    pickle.writeBytes(
        ("c__torch__\n" + className + "\n").getBytes(StandardCharsets.US_ASCII)); // GLOBAL
    pickle.writeBytes(
        new byte[] {')', (byte) 0x81, '}', '('}); // EMPTY_TUPLE NEWOBJ EMPTY_DICT MARK
    byte[] key = "training".getBytes(StandardCharsets.US_ASCII);
    pickle.writeBytes(new byte[] {'X', (byte) key.length, 0, 0, 0}); // BINUNICODE
    pickle.writeBytes(key);
    pickle.writeBytes(new byte[] {(byte) 0x89, 'u', 'b', '.'}); // NEWFALSE SETITEMS BUILD STOP
    return pickle.toByteArray();
  }

  private static void store(ZipOutputStream zip, String name, byte[] content) throws IOException {
    CRC32 crc = new CRC32();
    crc.update(content);
    ZipEntry entry = new ZipEntry(ROOT + "/" + name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    entry.setCrc(crc.getValue());
    entry.setTime(0);
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }
}
