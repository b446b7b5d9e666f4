package io.harbinger.network.recurrent;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads the options of a cell in a recipe; an option that the cell does not have is refused. */
final class CellOptions {

  /** Makes a specification from its units and options. */
  @FunctionalInterface
  private interface Reading {
    CellSpec of(int units, CellOptions options);
  }

  private static final Map<String, Reading> READINGS = readings();

  private static final String MEMORY = "longestMemory";

  /** The cells whose first weights depend on how long they shall remember. */
  private static final Set<String> REMEMBERING = Set.of("ind-rnn", "janet", "lstm");

  private final String cell;
  private final Map<String, Object> left;
  private final Set<String> known = new TreeSet<>();

  private CellOptions(String cell, Map<String, ?> options) {
    this.cell = cell;
    this.left = new TreeMap<>(options);
  }

  private static Map<String, Reading> readings() {
    Map<String, Reading> readings = new LinkedHashMap<>();
    readings.put("lstm", (units, options) -> lstm(units, options));
    readings.put(
        "gru", (units, o) -> new CellSpec.Gru(units, o.one("reset", CellSpec.Reset.BEFORE)));
    readings.put(
        "qrnn",
        (units, o) ->
            new CellSpec.Qrnn(
                units,
                o.one("pooling", CellSpec.Pooling.FO),
                o.whole("width", 2),
                o.number("zoneout", 0)));
    readings.put("sru", (units, o) -> new CellSpec.Sru(units, o.number("highwayBias", 0)));
    readings.put("sru-v1", (units, o) -> new CellSpec.SruV1(units));
    readings.put(
        "ind-rnn",
        (units, o) ->
            new CellSpec.IndRnn(
                units,
                o.one("activation", CellSpec.Activation.RELU),
                o.necessary(MEMORY),
                o.number("lowestGain", 0),
                o.number("inputDeviation", 0)));
    readings.put(
        "indy-lstm", (units, o) -> new CellSpec.IndyLstm(units, o.number("forgetBias", 1)));
    readings.put("indy-gru", (units, o) -> new CellSpec.IndyGru(units));
    readings.put(
        "janet",
        (units, o) -> new CellSpec.Janet(units, o.necessary(MEMORY), o.number("beta", Janet.BETA)));
    readings.put("tanh-rnn", (units, o) -> new CellSpec.TanhRnn(units));
    return Map.copyOf(readings);
  }

  private static CellSpec lstm(int units, CellOptions options) {
    OptionalInt memory = options.optionalWhole(MEMORY);
    return new CellSpec.Lstm(
        units, options.number("forgetBias", memory.isPresent() ? 0 : 1), memory);
  }

  static CellSpec read(String name, int units, Map<String, ?> options) {
    Reading reading = READINGS.get(name);
    if (reading == null) {
      throw new IllegalArgumentException(
          "no cell %s (expected one of %s)"
              .formatted(name, String.join(", ", new TreeSet<>(READINGS.keySet()))));
    }
    CellOptions left = new CellOptions(name, options);
    CellSpec spec = reading.of(units, left);
    if (!left.left.isEmpty()) {
      throw new IllegalArgumentException(
          "cell %s has no option %s (its options: %s)"
              .formatted(
                  name,
                  left.left.keySet().iterator().next(),
                  left.known.isEmpty() ? "none" : String.join(", ", left.known)));
    }
    return spec;
  }

  static CellSpec readLine(String line, int units, int longestMemory) {
    String[] words = line.strip().split("\\s+");
    Map<String, Object> options = new TreeMap<>();
    for (String word : Arrays.asList(words).subList(1, words.length)) {
      int equals = word.indexOf('=');
      if (equals < 1
          || options.put(word.substring(0, equals), word.substring(equals + 1)) != null) {
        throw new IllegalArgumentException(
            "cell %s: \"%s\" (expected each option once, as name=value)".formatted(line, word));
      }
    }
    // A forget bias of one's own is the other way for an LSTM to begin.
    if (REMEMBERING.contains(words[0]) && !options.containsKey("forgetBias")) {
      options.putIfAbsent(MEMORY, longestMemory);
    }
    return read(words[0], units, options);
  }

  private double number(String option, double otherwise) {
    known.add(option);
    Object value = left.remove(option);
    if (value == null) {
      return otherwise;
    }
    try {
      double number = Double.parseDouble(value.toString());
      if (Double.isFinite(number)) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Refused below, as what is no finite number is.
    }
    throw refused(option, value, "a number");
  }

  private OptionalInt optionalWhole(String option) {
    known.add(option);
    Object value = left.remove(option);
    if (value == null) {
      return OptionalInt.empty();
    }
    try {
      return OptionalInt.of(Integer.parseInt(value.toString()));
    } catch (NumberFormatException e) {
      throw refused(option, value, "a whole number");
    }
  }

  private int whole(String option, int otherwise) {
    return optionalWhole(option).orElse(otherwise);
  }

  private int necessary(String option) {
    return optionalWhole(option)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "cell %s lacks its option %s (expected a whole number of steps)"
                        .formatted(cell, option)));
  }

  private <E extends Enum<E>> E one(String option, E otherwise) {
    known.add(option);
    Object value = left.remove(option);
    if (value == null) {
      return otherwise;
    }
    E[] all = otherwise.getDeclaringClass().getEnumConstants();
    for (E constant : all) {
      if (constant.name().equals(value.toString().toUpperCase(Locale.ROOT))) {
        return constant;
      }
    }
    throw refused(option, value, "one of " + Arrays.toString(all).toLowerCase(Locale.ROOT));
  }

  private IllegalArgumentException refused(String option, Object got, String expected) {
    return new IllegalArgumentException(
        "cell %s: %s is %s (expected %s)".formatted(cell, option, got, expected));
  }

  static void checkUnits(int units) {
    if (units < 1) {
      throw new IllegalArgumentException("a cell of " + units + " units (expected at least 1)");
    }
  }

  static void checkMemory(int longestMemory) {
    if (longestMemory < 3) {
      throw new IllegalArgumentException(
          "a longestMemory of " + longestMemory + " steps (expected at least 3)");
    }
  }
}
