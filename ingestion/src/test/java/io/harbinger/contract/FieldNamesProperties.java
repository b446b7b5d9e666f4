package io.harbinger.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;

class FieldNamesProperties {

  @Example
  void countsEdits() {
    assertThat(FieldNames.distance("kitten", "sitting")).isEqualTo(3);
    assertThat(FieldNames.distance("Sensors", "sensors")).isZero();
  }

  @Example
  void namesNothingWhereNothingIsNear() {
    assertThat(FieldNames.nearest("sensrs", List.of("sensors", "settings"))).contains("sensors");
    assertThat(FieldNames.nearest("colour", List.of("sensors", "settings"))).isEmpty();
  }

  @Property
  void isAMetric(
      @ForAll @AlphaChars @StringLength(max = 8) String a,
      @ForAll @AlphaChars @StringLength(max = 8) String b,
      @ForAll @AlphaChars @StringLength(max = 8) String c) {
    assertThat(FieldNames.distance(a, b)).isEqualTo(FieldNames.distance(b, a));
    assertThat(FieldNames.distance(a, c))
        .isLessThanOrEqualTo(FieldNames.distance(a, b) + FieldNames.distance(b, c));
  }
}
