package org.lossfloor.study.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lossfloor.study.paper.Claim.Outcome;

/** The papers' numbers from the golden scores, which were made from the same logs elsewhere. */
class ReproductionTest {
  private static JsonNode golden(String name) throws IOException {
    try (InputStream in = ReproductionTest.class.getResourceAsStream("/golden/" + name + ".json")) {
      return new ObjectMapper().readTree(in);
    }
  }

  private static Refit refit(String title, String metric, String name) throws IOException {
    double[] scores =
        StreamSupport.stream(golden(name).get("scores").spliterator(), false)
            .mapToDouble(JsonNode::asDouble)
            .toArray();
    return Refit.of(published(title, metric), scores, List.of(1.0, 10.0, 100.0));
  }

  private static PublishedFit published(String title, String metric) {
    return PublishedFit.ALL.stream()
        .filter(fit -> fit.title().startsWith(title + " ") && fit.metric().equals(metric))
        .findFirst()
        .orElseThrow();
  }

  private static List<Refit> all() throws IOException {
    return List.of(
        refit("AlexNet", "top-1 accuracy", "real_alexnet_accuracy"),
        refit("DeBERTaV3", "accuracy", "real_deberta_v3_accuracy"),
        refit("DeBERTaV3", "error rate", "real_deberta_v3_error_rate"));
  }

  @ParameterizedTest
  @CsvSource({
    "AlexNet, top-1 accuracy, real_alexnet_accuracy",
    "DeBERTaV3, accuracy, real_deberta_v3_accuracy",
    "DeBERTaV3, error rate, real_deberta_v3_error_rate"
  })
  void theLawAgreesWithPrintInEveryDigit(String title, String metric, String name)
      throws IOException {
    Refit refit = refit(title, metric, name);
    assertThat(refit.sameLaw()).as(refit.comparisons().toString()).isTrue();
    JsonNode printed = golden(name).get("published");
    PublishedFit published = refit.published();
    assertThat(Double.parseDouble(published.a())).isEqualTo(printed.get("a").asDouble());
    assertThat(Double.parseDouble(published.b())).isEqualTo(printed.get("b").asDouble());
    assertThat(Double.parseDouble(published.c())).isEqualTo(printed.get("c").asDouble());
    assertThat(Double.parseDouble(published.o())).isEqualTo(printed.get("o").asDouble());
    assertThat(Double.parseDouble(published.percent()))
        .isEqualTo(printed.get("tail_percent").asDouble());
    assertThat(100 * refit.share()).isEqualTo(printed.get("tail_percent").asDouble(), within(.1));
  }

  @Test
  void claimsAreCheckedOnTheLogsThatAreThere() throws IOException {
    Reproduction reproduction = Reproduction.of(all());
    Map<String, Claim> claims =
        reproduction.claims().stream().collect(Collectors.toMap(Claim::claim, Function.identity()));
    assertThat(claims).hasSize(8);
    assertThat(claims.get("Vision: the regime determines the tuning curve after 2 to 4 trials"))
        .returns(Outcome.HOLDS, Claim::outcome)
        // log(1/2) / log(1 - .183236), the golden tail probability of the best known law.
        .returns("AlexNet on ImageNet: 3.42", Claim::measured);
    assertThat(
            claims.get("Language: the regime determines the tuning curve from the first trial on"))
        .returns(Outcome.HOLDS, Claim::outcome);
    assertThat(claims.values())
        .filteredOn(claim -> claim.claim().contains("one effective dimension"))
        .hasSize(2)
        .allSatisfy(claim -> assertThat(claim.outcome()).isEqualTo(Outcome.NOT_CHECKED))
        .allSatisfy(claim -> assertThat(claim.measured()).contains("2 of its models, has 1"));
    assertThat(claims.values())
        .filteredOn(claim -> claim.claim().contains("inside the 95 % band"))
        .hasSize(3)
        .allSatisfy(claim -> assertThat(claim.outcome()).isEqualTo(Outcome.HOLDS));
    assertThat(reproduction.missing())
        .extracting(Missing::what)
        .contains("Llama 33M on SlimPajama-6B, cross-entropy", "DeBERTa on MultiNLI-m, accuracy")
        .noneMatch(what -> what.startsWith("AlexNet"))
        .hasSize(8);
  }

  /** Scores that are not those of the log: the claims must be able to fail. */
  @Test
  void otherScoresDoNotAgree() throws IOException {
    double[] scores =
        StreamSupport.stream(golden("real_alexnet_accuracy").get("scores").spliterator(), false)
            .mapToDouble(y -> y.asDouble() > .5 ? .5 + (y.asDouble() - .5) / 2 : y.asDouble())
            .toArray();
    Refit refit = Refit.of(published("AlexNet", "top-1 accuracy"), scores, List.of());
    assertThat(refit.same()).isFalse();
    assertThat(refit.sameLaw()).isFalse();
    // Two clumps with a gap between them: no smooth law fits.
    double[] clumped =
        DoubleStream.concat(
                DoubleStream.iterate(.51, y -> y + 1e-5).limit(120),
                DoubleStream.iterate(.57, y -> y + 1e-5).limit(120))
            .toArray();
    Refit bad = Refit.of(published("AlexNet", "top-1 accuracy"), clumped, List.of());
    assertThat(bad.inside()).isLessThan(1);
    assertThat(Reproduction.of(List.of(bad)).claims().get(0).outcome()).isEqualTo(Outcome.FAILS);
    assertThatThrownBy(
            () -> Refit.of(published("AlexNet", "top-1 accuracy"), new double[3], List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("there are 3 trials");
  }

  @ParameterizedTest
  @CsvSource({
    "0.135, 0.13546, 0.135, true",
    "0.135, 0.13551, 0.136, false",
    "0.601, 0.6, 0.600, false",
    "6.2e-03, 0.00618, 6.2e-03, true",
    "6.2e-03, 0.00626, 6.3e-03, false",
    "1.0e-03, 0.00104, 1.0e-03, true",
    "57.3, 57.366, 57.4, false",
    "2, 2, 2, true"
  })
  void aNumberIsRoundedAsItIsPrinted(
      String printed, double computed, String rounded, boolean same) {
    Comparison number = new Comparison("n", printed, computed);
    assertThat(number.rounded()).isEqualTo(rounded);
    assertThat(number.same()).isEqualTo(same);
    assertThat(number.deviation()).isEqualTo(computed - Double.parseDouble(printed), within(1e-12));
  }
}
