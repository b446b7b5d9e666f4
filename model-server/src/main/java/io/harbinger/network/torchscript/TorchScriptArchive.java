package io.harbinger.network.torchscript;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes a TorchScript archive, the ZIP that {@code torch.jit.load} and libtorch read. The bytes
 * are a function of the module alone.
 *
 * <p>The layout is that of {@code torch.jit.save}: {@code data.pkl} rebuilds the module, {@code
 * data/0} and so on are its tensors' values, {@code code/__torch__.py} holds its classes, {@code
 * constants.pkl} is an empty tuple; entries are stored, not compressed.
 */
public final class TorchScriptArchive {

  /**
   * The format's version, an old one that old readers take too. It also says which meaning an
   * operation has whose meaning changed later, {@code torch.div} for one: none such is used.
   */
  private static final String VERSION = "3\n";

  private TorchScriptArchive() {}

  /** The bytes of an archive with a module. */
  public static byte[] of(ScriptObject module) {
    return of(module, Map.of());
  }

  /**
   * The bytes of an archive with a module and texts beside it.
   *
   * @param extra by name; a reader asks for them by name and may ignore them
   */
  public static byte[] of(ScriptObject module, Map<String, String> extra) {
    ModulePickle.Pickled pickled = ModulePickle.of(module);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      Folder folder = new Folder(zip, module.className());
      folder.store("data.pkl", pickled.bytes());
      folder.store("code/__torch__.py", module.source());
      folder.store("constants.pkl", ModulePickle.EMPTY_TUPLE);
      List<ScriptTensor> storages = pickled.storages();
      for (int i = 0; i < storages.size(); i++) {
        folder.store("data/" + i, storages.get(i).bytes());
      }
      for (Map.Entry<String, String> text : new TreeMap<>(extra).entrySet()) {
        folder.store("extra/" + text.getKey(), text.getValue());
      }
      folder.store("version", VERSION);
      folder.store("byteorder", "little");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /**
   * The one folder that all entries of an archive lie in.
   *
   * @param name any
   */
  private record Folder(ZipOutputStream zip, String name) {

    void store(String entry, String text) throws IOException {
      store(entry, text.getBytes(StandardCharsets.UTF_8));
    }

    void store(String entry, byte[] content) throws IOException {
      CRC32 crc = new CRC32();
      crc.update(content);
      ZipEntry zipped = new ZipEntry(name + "/" + entry);
      zipped.setMethod(ZipEntry.STORED);
      zipped.setSize(content.length);
      zipped.setCrc(crc.getValue());
      zipped.setTime(0);
      zip.putNextEntry(zipped);
      zip.write(content);
      zip.closeEntry();
    }
  }
}
