package io.harbinger.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

class SafetensorsProperties {

  @Property(tries = 200)
  void givesBackWhatWasWritten(
      @ForAll @Size(max = 30) float[] a, @ForAll @Size(max = 30) float[] b, @ForAll String text) {
    Safetensors written =
        new Safetensors(
            Map.of(
                "b.weight", Tensor.of(List.of((long) b.length, 1L), b),
                "a", Tensor.of(List.of((long) a.length), a)),
            Map.of("note", text));
    assertThat(Safetensors.decode(written.encode(), "test")).isEqualTo(written);
  }

  @Property(tries = 300)
  void refusesEveryCutFile(@ForAll @Size(min = 1, max = 9) float[] values) {
    byte[] bytes = file(values).encode();
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> Safetensors.decode(cut, "cut.safetensors"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("cut.safetensors");
    }
  }

  @Example
  void writesTheFormatToTheByte() {
    String header = "{\"w\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}";
    int padded = (header.length() + 7) / 8 * 8;
    ByteBuffer expected = ByteBuffer.allocate(8 + padded + 8).order(ByteOrder.LITTLE_ENDIAN);
    expected.putLong(padded).put(header.getBytes(StandardCharsets.US_ASCII));
    while (expected.position() < 8 + padded) {
      expected.put((byte) ' ');
    }
    expected.putFloat(1.5f).putFloat(-2f);
    assertThat(file(1.5f, -2f).encode()).isEqualTo(expected.array());
  }

  @Example
  void refusesOverlapsAndForeignTypes() {
    assertThatThrownBy(() -> Safetensors.decode(raw(two(0, 4)), "f"))
        .hasMessageContaining("byte 0");
    assertThatThrownBy(() -> Safetensors.decode(raw(two(8, 12)), "f"))
        .hasMessageContaining("within 0 to 8");
    assertThatThrownBy(() -> Safetensors.decode(raw(two(4, 8).replace("F32", "F16")), "f"))
        .hasMessageContaining("F16");
    assertThat(Safetensors.decode(raw(two(4, 8)), "f").tensors()).containsOnlyKeys("a", "b");
  }

  private static String two(int from, int to) {
    return "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},"
        + "\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[%d,%d]}}".formatted(from, to);
  }

  private static byte[] raw(String header) {
    byte[] text = header.getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(8 + text.length + 8)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(text.length)
        .put(text)
        .array();
  }

  private static Safetensors file(float... values) {
    return new Safetensors(Map.of("w", Tensor.of(List.of((long) values.length), values)), Map.of());
  }
}
