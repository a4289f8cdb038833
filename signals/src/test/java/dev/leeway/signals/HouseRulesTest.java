package dev.leeway.signals;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import dev.leeway.testkit.HouseRules;

@AnalyzeClasses(
    packages = "dev.leeway.signals",
    importOptions = ImportOption.DoNotIncludeTests.class)
final class HouseRulesTest {
  @ArchTest static final ArchTests HOUSE_RULES = ArchTests.in(HouseRules.class);

  @ArchTest
  static final ArchRule PURE =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "dev.leeway.signals..",
              "java.lang..",
              "java.util..",
              "java.nio..",
              "java.math..",
              "java.time..",
              "java.io..",
              "java.security..",
              "org.jspecify..",
              // The quantile sketch of this product and the distributions of its tests: pure
              // functions of their arguments, like everything here.
              "com.datadoghq.sketch..",
              "org.apache.commons.statistics..")
          .because("signals are values and functions: no I/O, no clock, no framework");
}
