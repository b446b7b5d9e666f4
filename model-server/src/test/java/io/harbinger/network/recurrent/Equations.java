package io.harbinger.network.recurrent;

import io.harbinger.network.NamedParameters;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * The papers' equations of every cell, one step of one sequence in plain Java: what there is to be
 * read beside the paper, and slow. Constants are such that single precision, in which operations
 * take them, holds them exactly.
 */
enum Equations {
  LSTM(new CellSpec.Lstm(4, 0.75, OptionalInt.empty()), (w, x, state) -> lstm(w, x, state, 0.75)),
  CHRONO_LSTM(CellSpec.Lstm.chrono(4, 20), (w, x, state) -> lstm(w, x, state, 0)),
  GRU_RESET_BEFORE(new CellSpec.Gru(4, CellSpec.Reset.BEFORE), Equations::gruResetBefore),
  GRU_RESET_AFTER(new CellSpec.Gru(4, CellSpec.Reset.AFTER), Equations::gruResetAfter),
  QRNN_F(new CellSpec.Qrnn(4, CellSpec.Pooling.F, 2, 0), Equations::qrnnF),
  QRNN_FO(new CellSpec.Qrnn(4, CellSpec.Pooling.FO, 2, 0), Equations::qrnnFo),
  QRNN_IFO(new CellSpec.Qrnn(4, CellSpec.Pooling.IFO, 3, 0), Equations::qrnnIfo),
  SRU_V1(new CellSpec.SruV1(4), Equations::sruV1),
  SRU(new CellSpec.Sru(4, Math.log(0.625)), Equations::sru),
  SRU_AS_WIDE_AS_ITS_INPUT(
      new CellSpec.Sru(3, Math.log(0.625)),
      (w, x, state) -> sruAsWideAsItsInput(w, x, state, Math.log(0.625))),
  IND_RNN_RELU(
      new CellSpec.IndRnn(4, CellSpec.Activation.RELU, 10, 0.5), Equations::indRnnRectified),
  IND_RNN_TANH(new CellSpec.IndRnn(4, CellSpec.Activation.TANH, 10, 0), Equations::indRnnTanh),
  INDY_LSTM(new CellSpec.IndyLstm(4, 0.75), (w, x, state) -> indyLstm(w, x, state, 0.75)),
  INDY_GRU(new CellSpec.IndyGru(4), Equations::indyGru),
  JANET(new CellSpec.Janet(4, 20, 0.5), (w, x, state) -> janet(w, x, state, 0.5)),
  TANH_RNN(new CellSpec.TanhRnn(4), Equations::tanhRnn);

  /** One step: the parts of the state before it to the output, then the parts after it. */
  @FunctionalInterface
  interface Step {
    double[][] next(Weights w, double[] x, double[][] state);
  }

  final CellSpec spec;
  final Step step;

  Equations(CellSpec spec, Step step) {
    this.spec = spec;
    this.step = step;
  }

  // c = s(f + forgetBias) c' + s(i) tanh(j), h = s(o) tanh(c); gates i, j, f, o.
  private static double[][] lstm(Weights w, double[] x, double[][] state, double forgetBias) {
    double[] h = state[0];
    double[] i = sum(w.input(0, x), w.recurrent(0, h), w.bias(0));
    double[] j = sum(w.input(1, x), w.recurrent(1, h), w.bias(1));
    double[] f = sum(w.input(2, x), w.recurrent(2, h), w.bias(2));
    double[] o = sum(w.input(3, x), w.recurrent(3, h), w.bias(3));
    return lstmStates(i, j, f, o, state[1], forgetBias);
  }

  // The LSTM's equations, but a unit sees its own state only.
  private static double[][] indyLstm(Weights w, double[] x, double[][] state, double forgetBias) {
    double[] h = state[0];
    double[] i = sum(w.input(0, x), times(w.vector(0), h), w.bias(0));
    double[] j = sum(w.input(1, x), times(w.vector(1), h), w.bias(1));
    double[] f = sum(w.input(2, x), times(w.vector(2), h), w.bias(2));
    double[] o = sum(w.input(3, x), times(w.vector(3), h), w.bias(3));
    return lstmStates(i, j, f, o, state[1], forgetBias);
  }

  private static double[][] lstmStates(
      double[] i, double[] j, double[] f, double[] o, double[] c, double forgetBias) {
    double[] next =
        each(c, k -> sigmoid(f[k] + forgetBias) * c[k] + sigmoid(i[k]) * Math.tanh(j[k]));
    double[] h = each(c, k -> sigmoid(o[k]) * Math.tanh(next[k]));
    return new double[][] {h, h, next};
  }

  // n = tanh(W x + U (r h') + b), h = u h' + (1 - u) n; gates r, u, n.
  private static double[][] gruResetBefore(Weights w, double[] x, double[][] state) {
    double[] h = state[0];
    double[] r = sigmoids(sum(w.input(0, x), w.recurrent(0, h), w.bias(0)));
    double[] u = sigmoids(sum(w.input(1, x), w.recurrent(1, h), w.bias(1)));
    double[] n = sum(w.input(2, x), w.recurrent(2, times(r, h)), w.bias(2));
    return hidden(each(h, k -> u[k] * h[k] + (1 - u[k]) * Math.tanh(n[k])));
  }

  // n = tanh(W x + b + r (U h' + b_h)), h = u h' + (1 - u) n; gates r, u, n.
  private static double[][] gruResetAfter(Weights w, double[] x, double[][] state) {
    double[] h = state[0];
    double[] r = sigmoids(sum(w.input(0, x), w.recurrent(0, h), w.bias(0)));
    double[] u = sigmoids(sum(w.input(1, x), w.recurrent(1, h), w.bias(1)));
    double[] product = sum(w.recurrent(2, h), w.recurrentBias());
    double[] n = sum(w.input(2, x), w.bias(2), times(r, product));
    return hidden(each(h, k -> u[k] * h[k] + (1 - u[k]) * Math.tanh(n[k])));
  }

  // The GRU that resets before the product, but a unit sees its own state only.
  private static double[][] indyGru(Weights w, double[] x, double[][] state) {
    double[] h = state[0];
    double[] r = sigmoids(sum(w.input(0, x), times(w.vector(0), h), w.bias(0)));
    double[] u = sigmoids(sum(w.input(1, x), times(w.vector(1), h), w.bias(1)));
    double[] n = sum(w.input(2, x), times(w.vector(2), times(r, h)), w.bias(2));
    return hidden(each(h, k -> u[k] * h[k] + (1 - u[k]) * Math.tanh(n[k])));
  }

  // h = f h' + (1 - f) z; gates z, f of the last inputs laid one after the other, the oldest first.
  private static double[][] qrnnF(Weights w, double[] x, double[][] state) {
    double[] seen = concat(state[0], x);
    double[] c = state[1];
    double[] z = sum(w.input(0, seen), w.bias(0));
    double[] f = sigmoids(sum(w.input(1, seen), w.bias(1)));
    double[] next = each(c, k -> f[k] * c[k] + (1 - f[k]) * Math.tanh(z[k]));
    return new double[][] {next, forgetOldest(seen, x), next};
  }

  // c = f c' + (1 - f) z, h = o c; gates z, f, o.
  private static double[][] qrnnFo(Weights w, double[] x, double[][] state) {
    double[] seen = concat(state[0], x);
    double[] c = state[1];
    double[] z = sum(w.input(0, seen), w.bias(0));
    double[] f = sigmoids(sum(w.input(1, seen), w.bias(1)));
    double[] o = sigmoids(sum(w.input(2, seen), w.bias(2)));
    double[] next = each(c, k -> f[k] * c[k] + (1 - f[k]) * Math.tanh(z[k]));
    return new double[][] {times(o, next), forgetOldest(seen, x), next};
  }

  // c = f c' + i z, h = o c; gates z, f, o, i.
  private static double[][] qrnnIfo(Weights w, double[] x, double[][] state) {
    double[] seen = concat(state[0], x);
    double[] c = state[1];
    double[] z = sum(w.input(0, seen), w.bias(0));
    double[] f = sigmoids(sum(w.input(1, seen), w.bias(1)));
    double[] o = sigmoids(sum(w.input(2, seen), w.bias(2)));
    double[] i = sigmoids(sum(w.input(3, seen), w.bias(3)));
    double[] next = each(c, k -> f[k] * c[k] + i[k] * Math.tanh(z[k]));
    return new double[][] {times(o, next), forgetOldest(seen, x), next};
  }

  // c = f c' + (1 - f) W x, h = r tanh(c) + (1 - r) W_s x; in W candidate, f, r, skip, in b f, r.
  private static double[][] sruV1(Weights w, double[] x, double[][] state) {
    double[] c = state[0];
    double[] candidate = w.input(0, x);
    double[] f = sigmoids(sum(w.input(1, x), w.bias(0)));
    double[] r = sigmoids(sum(w.input(2, x), w.bias(1)));
    double[] skip = w.input(3, x);
    double[] next = each(c, k -> f[k] * c[k] + (1 - f[k]) * candidate[k]);
    double[] h = each(c, k -> r[k] * Math.tanh(next[k]) + (1 - r[k]) * skip[k]);
    return new double[][] {h, next};
  }

  // The input by a fourth matrix, after candidate, f and r: alpha is part of its first weights.
  private static double[][] sru(Weights w, double[] x, double[][] state) {
    return sruStates(w, x, state, w.input(3, x));
  }

  // The input itself, times alpha = sqrt(1 + 2 exp(highwayBias)): 1.5 for log(0.625).
  private static double[][] sruAsWideAsItsInput(
      Weights w, double[] x, double[][] state, double highwayBias) {
    double alpha = Math.sqrt(1 + 2 * Math.exp(highwayBias));
    return sruStates(w, x, state, each(x, k -> alpha * x[k]));
  }

  // f, r = s(W x + v c' + b), c = f c' + (1 - f) W x, h = r c + (1 - r) skip; in v and b f, r.
  private static double[][] sruStates(Weights w, double[] x, double[][] state, double[] skip) {
    double[] c = state[0];
    double[] candidate = w.input(0, x);
    double[] f = sigmoids(sum(w.input(1, x), times(w.vector(0), c), w.bias(0)));
    double[] r = sigmoids(sum(w.input(2, x), times(w.vector(1), c), w.bias(1)));
    double[] next = each(c, k -> f[k] * c[k] + (1 - f[k]) * candidate[k]);
    double[] h = each(c, k -> r[k] * next[k] + (1 - r[k]) * skip[k]);
    return new double[][] {h, next};
  }

  // h = relu(W x + u h' + b).
  private static double[][] indRnnRectified(Weights w, double[] x, double[][] state) {
    double[] sums = sum(w.input(0, x), times(w.vector(0), state[0]), w.bias(0));
    return hidden(each(sums, k -> Math.max(0, sums[k])));
  }

  // h = tanh(W x + u h' + b).
  private static double[][] indRnnTanh(Weights w, double[] x, double[][] state) {
    double[] sums = sum(w.input(0, x), times(w.vector(0), state[0]), w.bias(0));
    return hidden(each(sums, k -> Math.tanh(sums[k])));
  }

  // h = s(s) h' + (1 - s(s - beta)) tanh(z); gates s, z.
  private static double[][] janet(Weights w, double[] x, double[][] state, double beta) {
    double[] h = state[0];
    double[] s = sum(w.input(0, x), w.recurrent(0, h), w.bias(0));
    double[] z = sum(w.input(1, x), w.recurrent(1, h), w.bias(1));
    return hidden(
        each(h, k -> sigmoid(s[k]) * h[k] + (1 - sigmoid(s[k] - beta)) * Math.tanh(z[k])));
  }

  // h = tanh(W x + U h' + b).
  private static double[][] tanhRnn(Weights w, double[] x, double[][] state) {
    double[] sums = sum(w.input(0, x), w.recurrent(0, state[0]), w.bias(0));
    return hidden(each(sums, k -> Math.tanh(sums[k])));
  }

  /** A cell's parameters by name, gate by gate: row-major, each row of weights for one input. */
  record Weights(Map<String, double[]> parameters, int units) {

    static Weights of(RecurrentCell cell) {
      return new Weights(
          NamedParameters.of(cell).entrySet().stream()
              .collect(
                  Collectors.toMap(
                      Map.Entry::getKey, e -> e.getValue().getArray().toDoubleArray())),
          cell.outputSize());
    }

    /** W x of one gate. */
    double[] input(int gate, double[] x) {
      return product(parameters.get("inputWeight"), gate, x);
    }

    /** U h of one gate. */
    double[] recurrent(int gate, double[] h) {
      return product(parameters.get("recurrentWeight"), gate, h);
    }

    /** The recurrent vector of one gate, where a unit sees its own state only. */
    double[] vector(int gate) {
      return part(parameters.get("recurrentWeight"), gate);
    }

    double[] bias(int gate) {
      return part(parameters.get("bias"), gate);
    }

    double[] recurrentBias() {
      return parameters.get("recurrentBias");
    }

    private double[] part(double[] vector, int gate) {
      return Arrays.copyOfRange(vector, gate * units, (gate + 1) * units);
    }

    private double[] product(double[] weight, int gate, double[] x) {
      int columns = weight.length / x.length;
      double[] y = new double[units];
      for (int k = 0; k < units; k++) {
        for (int i = 0; i < x.length; i++) {
          y[k] += x[i] * weight[i * columns + gate * units + k];
        }
      }
      return y;
    }
  }

  private static double[][] hidden(double[] h) {
    return new double[][] {h, h};
  }

  private static double[] concat(double[] window, double[] x) {
    return DoubleStream.concat(Arrays.stream(window), Arrays.stream(x)).toArray();
  }

  private static double[] forgetOldest(double[] seen, double[] x) {
    return Arrays.copyOfRange(seen, x.length, seen.length);
  }

  private static double[] sum(double[]... terms) {
    return each(terms[0], k -> Arrays.stream(terms).mapToDouble(term -> term[k]).sum());
  }

  private static double[] times(double[] a, double[] b) {
    return each(a, k -> a[k] * b[k]);
  }

  private static double[] sigmoids(double[] sums) {
    return each(sums, k -> sigmoid(sums[k]));
  }

  private static double sigmoid(double v) {
    return 1 / (1 + Math.exp(-v));
  }

  /** What an equation gives for each unit; as many as the array has. */
  private static double[] each(double[] units, IntToDoubleFunction equation) {
    return IntStream.range(0, units.length).mapToDouble(equation).toArray();
  }
}
