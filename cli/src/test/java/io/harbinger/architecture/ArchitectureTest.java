package io.harbinger.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.harbinger.astray.ClassWithoutARoom;
import io.harbinger.jobs.violation.JobThatImportsASource;
import io.harbinger.model.violation.ModelThatImportsKafka;
import io.harbinger.source.violation.SourceInACycle;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class ArchitectureTest {

  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.harbinger");

  private static final JavaClasses VIOLATIONS =
      new ClassFileImporter()
          .importClasses(
              ModelThatImportsKafka.class,
              JobThatImportsASource.class,
              SourceInACycle.class,
              ClassWithoutARoom.class);

  static Stream<Arguments> everyRule() {
    return Stream.of(
        Arguments.of("every package has a room", ArchitectureRules.EVERY_PACKAGE_HAS_A_ROOM),
        Arguments.of("model-server stands alone", ArchitectureRules.MODEL_SERVER_STANDS_ALONE),
        Arguments.of("ingestion knows no one", ArchitectureRules.INGESTION_KNOWS_NO_ONE),
        Arguments.of("jobs know contracts only", ArchitectureRules.JOBS_KNOW_THE_CONTRACTS_ONLY),
        Arguments.of("no cycles", ArchitectureRules.NO_CYCLES),
        Arguments.of("null-marked", ArchitectureRules.EVERY_PACKAGE_IS_NULL_MARKED),
        Arguments.of("only cli prints", ArchitectureRules.ONLY_THE_COMMAND_LINE_PRINTS),
        Arguments.of("no java.util.logging", ArchitectureRules.NO_OTHER_LOGGING),
        Arguments.of("no sleeping", ArchitectureRules.NO_SLEEPING));
  }

  @Test
  void theHouseIsNotEmpty() {
    assertThat(HOUSE.stream().map(type -> type.getPackageName()))
        .contains("io.harbinger.contract", "io.harbinger.server", "io.harbinger.cli")
        .doesNotContain("io.harbinger.astray");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("everyRule")
  void theHouseKeepsTheRule(String name, ArchRule rule) {
    rule.allowEmptyShould(true).check(HOUSE);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("everyRule")
  void theRuleCanFail(String name, ArchRule rule) {
    assertThatThrownBy(() -> rule.check(VIOLATIONS))
        .as("violations of '%s' are found", name)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("violated");
  }

  @Test
  void trainingAndDashboardsKeepTheirRules() {
    ArchitectureRules.TRAINING_KNOWS_MODELS_AND_INGESTION.allowEmptyShould(true).check(HOUSE);
    ArchitectureRules.DASHBOARDS_KNOW_THE_CONTRACTS_ONLY.allowEmptyShould(true).check(HOUSE);
  }
}
