package io.harbinger.training.recipe;

import static io.harbinger.training.recipe.RecipeException.require;

import java.util.HashSet;
import java.util.List;

/**
 * What the streaming network is shown. Immutable.
 *
 * @param cap the largest RUL label in cycles
 * @param horizons cycles within which failure is predicted, ascending
 * @param sensors the used sensors' numbers, from 1 as the data's documentation counts them
 * @param settingTolerance how far a setting may lie from its operating condition's centre
 * @param clip the largest magnitude of a scaled sensor; further out it is cut
 * @param ageScale cycles that count as 1 in the age; 0 hides the age
 * @param heldOut which engines a member is not fitted to
 * @param heldOutFraction share of the engines that each member holds out
 */
public record StreamDataRecipe(
    int cap,
    List<Integer> horizons,
    List<Integer> sensors,
    List<Double> settingTolerance,
    double clip,
    double ageScale,
    HeldOut heldOut,
    double heldOutFraction) {

  public StreamDataRecipe {
    horizons = List.copyOf(horizons);
    sensors = List.copyOf(sensors);
    settingTolerance = List.copyOf(settingTolerance);
    require(cap >= 1, "data.cap", cap, "1 cycle or more");
    require(
        !horizons.isEmpty()
            && horizons.get(0) > 0
            && horizons.stream().sorted().distinct().toList().equals(horizons),
        "data.horizons",
        horizons,
        "at least one number of cycles, each 1 or more, ascending");
    require(
        !sensors.isEmpty()
            && new HashSet<>(sensors).size() == sensors.size()
            && sensors.stream().allMatch(sensor -> sensor >= 1 && sensor <= 21),
        "data.sensors",
        sensors,
        "numbers from 1 to 21, each once");
    require(
        settingTolerance.size() == 3 && settingTolerance.stream().allMatch(t -> t > 0),
        "data.settingTolerance",
        settingTolerance,
        "three numbers above 0: altitude in kft, Mach number, throttle angle in %");
    require(clip > 0 && Double.isFinite(clip), "data.clip", clip, "above 0");
    require(
        ageScale >= 0 && Double.isFinite(ageScale), "data.ageScale", ageScale, "0 (off) or more");
    require(
        heldOutFraction > 0 && heldOutFraction <= 0.5,
        "data.heldOutFraction",
        heldOutFraction,
        "above 0, at most 0.5");
  }
}
