package io.harbinger.training.rul.stream;

/**
 * What was said of an engine at each of its readings by members that were not fitted to it.
 *
 * @param engine the engine
 * @param rul cycles, per reading
 * @param low lower end of the raw interval in cycles
 * @param high upper end of the raw interval in cycles
 * @param logits of failure within each horizon, per reading
 */
record HeldOutPrediction(
    EngineSequence engine, double[] rul, double[] low, double[] high, double[][] logits) {}
