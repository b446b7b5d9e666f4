package io.harbinger.contract;

/** Where in a record one is, for a person: {@code SensorReading.sensors[3]}. */
record JsonPath(String text) {

  static JsonPath root(String name) {
    return new JsonPath(name);
  }

  JsonPath field(String name) {
    return new JsonPath(text + "." + name);
  }

  JsonPath item(int index) {
    return new JsonPath(text + "[" + index + "]");
  }

  @Override
  public String toString() {
    return text;
  }
}
