package dev.leeway.testkit;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;

/**
 * What holds in every module. A module's test includes it with {@code
 * ArchTests.in(HouseRules.class)}.
 */
public final class HouseRules {
  private HouseRules() {}

  @ArchTest
  static final ArchRule TIME_COMES_IN_FROM_OUTSIDE =
      noClasses()
          .that(not(simpleNameEndingWith("Main")))
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .because("time enters as InstantSource or as an argument, so that tests move it by hand");

  @ArchTest
  static final ArchRule PACKAGES_ARE_NAMED_FOR_WHAT_THEY_HOLD =
      noClasses()
          .should()
          .resideInAnyPackage(
              "..util..", "..utils..", "..common..", "..helper..", "..manager..", "..impl..")
          .because("such a name says nothing to someone who looks for code");

  @ArchTest
  static final ArchRule CLASSES_ARE_NAMED_FOR_WHAT_THEY_ARE =
      noClasses()
          .should()
          .haveNameMatching(".*(Util|Utils|Helper|Manager|Impl)")
          .because("such a name says nothing to someone who looks for code");

  @ArchTest
  static final ArchRule NO_PUBLIC_MUTABLE_FIELDS =
      fields()
          .that()
          .arePublic()
          .should()
          .haveModifier(JavaModifier.FINAL)
          .because("state is behind methods")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule PACKAGES_HAVE_NO_CYCLES =
      slices().matching("dev.leeway.(**)").should().beFreeOfCycles().allowEmptyShould(true);
}
