package io.harbinger.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import org.jspecify.annotations.NullMarked;

/** Who may import whom, and what no class may do. */
final class ArchitectureRules {

  private static final String[] INGESTION = {
    "io.harbinger.contract..", "io.harbinger.source..", "io.harbinger.windows.."
  };
  private static final String[] MODEL_SERVER = {
    "io.harbinger.network..", "io.harbinger.model..", "io.harbinger.server.."
  };
  private static final String[] TRAINING = {"io.harbinger.training.."};
  private static final String[] STREAM_JOBS = {"io.harbinger.jobs..", "io.harbinger.alert.."};
  private static final String[] DASHBOARDS = {"io.harbinger.console..", "io.harbinger.dashboard.."};
  private static final String[] CLI = {"io.harbinger.cli..", "io.harbinger.platform.."};

  static final ArchRule EVERY_PACKAGE_HAS_A_ROOM =
      classes()
          .should()
          .resideInAnyPackage(
              concat(INGESTION, MODEL_SERVER, TRAINING, STREAM_JOBS, DASHBOARDS, CLI))
          .because("a package that no rule names could import anything");

  static final ArchRule MODEL_SERVER_STANDS_ALONE =
      noClasses()
          .that()
          .resideInAnyPackage(MODEL_SERVER)
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(concat(INGESTION, TRAINING, STREAM_JOBS, DASHBOARDS, CLI))
                  .or(resideInAnyPackage("org.apache.kafka..", "org.apache.flink..")));

  static final ArchRule INGESTION_KNOWS_NO_ONE =
      noClasses()
          .that()
          .resideInAnyPackage(INGESTION)
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(concat(MODEL_SERVER, TRAINING, STREAM_JOBS, DASHBOARDS, CLI))
                  .or(resideInAPackage("org.apache.flink..")));

  static final ArchRule TRAINING_KNOWS_MODELS_AND_INGESTION =
      noClasses()
          .that()
          .resideInAnyPackage(TRAINING)
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(concat(STREAM_JOBS, DASHBOARDS, CLI))
                  .or(resideInAPackage("org.apache.flink..")));

  static final ArchRule JOBS_KNOW_THE_CONTRACTS_ONLY =
      noClasses()
          .that()
          .resideInAnyPackage(STREAM_JOBS)
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(concat(TRAINING, DASHBOARDS, CLI))
                  .or(are(ingestionBesidesContracts())));

  static final ArchRule DASHBOARDS_KNOW_THE_CONTRACTS_ONLY =
      noClasses()
          .that()
          .resideInAnyPackage(DASHBOARDS)
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(concat(MODEL_SERVER, TRAINING, STREAM_JOBS, CLI))
                  .or(are(ingestionBesidesContracts())));

  static final ArchRule NO_CYCLES =
      slices().matching("io.harbinger.(**)").should().beFreeOfCycles();

  static final ArchRule EVERY_PACKAGE_IS_NULL_MARKED =
      classes()
          .that(are(written()))
          .should()
          .resideInAnyPackage("io.harbinger..")
          .andShould(
              new com.tngtech.archunit.lang.ArchCondition<>("lie in a @NullMarked package") {
                @Override
                public void check(
                    JavaClass item, com.tngtech.archunit.lang.ConditionEvents events) {
                  boolean marked = item.getPackage().isAnnotatedWith(NullMarked.class);
                  events.add(
                      new com.tngtech.archunit.lang.SimpleConditionEvent(
                          item,
                          marked,
                          "%s lies in %s, whose package-info.java is %s@NullMarked"
                              .formatted(
                                  item.getName(), item.getPackageName(), marked ? "" : "not ")));
                }
              });

  static final ArchRule ONLY_THE_COMMAND_LINE_PRINTS =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.harbinger.cli..")
          .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS);

  static final ArchRule NO_OTHER_LOGGING =
      noClasses()
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("java.util.logging..", "org.apache.commons.logging.."));

  static final ArchRule NO_SLEEPING =
      noClasses()
          .should()
          .callMethod(Thread.class, "sleep", long.class)
          .orShould()
          .callMethod(Thread.class, "sleep", long.class, int.class)
          .because("waiting is for a condition");

  private ArchitectureRules() {}

  private static DescribedPredicate<JavaClass> ingestionBesidesContracts() {
    return resideInAnyPackage("io.harbinger.source..", "io.harbinger.windows..")
        .as("ingestion's classes besides its contracts");
  }

  /** Classes that a person wrote; Avro generates the others. */
  private static DescribedPredicate<JavaClass> written() {
    return DescribedPredicate.describe(
        "are not generated",
        type ->
            !type.isAnnotatedWith("org.apache.avro.specific.AvroGenerated")
                && !type.isMetaAnnotatedWith("org.apache.avro.specific.AvroGenerated"));
  }

  private static String[] concat(String[]... lists) {
    return java.util.Arrays.stream(lists).flatMap(java.util.Arrays::stream).toArray(String[]::new);
  }
}
