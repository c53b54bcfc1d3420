package org.lossfloor.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.lossfloor.distribution.NoisyQuadratic;
import org.lossfloor.estimate.Reason;
import org.lossfloor.report.view.ExperimentView;
import org.lossfloor.report.view.RunView;
import org.lossfloor.report.view.SampleViews;
import org.lossfloor.report.view.ScorePicture;
import org.lossfloor.sweep.SourceRecord;

/** What a page holds, read as a browser would. */
class HtmlReportTest {
  private static final String EVIL =
      "</script><script>alert('x')</script><img src=x onerror=\"alert(1)\">&amp;\u202Egnp.\u2028`${1}";

  /** The value above as people may see it. */
  private static final String SHOWN =
      EVIL.replace("\u202E", "\\u202e").replace("\u2028", "\\u2028");

  private static Map<String, String> key(String model) {
    return Map.of("source", "s", "metric", "loss", "model", model);
  }

  private static RunView run(String audit, int experiments) {
    return new RunView(
        audit,
        "r",
        "/out/run_id=r",
        Optional.empty(),
        7,
        new TreeMap<>(Map.of("lossfloor", "1", "statistics", "6")),
        experiments,
        new TreeMap<>(),
        new TreeMap<>(),
        List.of("invalid_share>0.2 (it is 0.5)"),
        new TreeMap<>());
  }

  private static SourceRecord source(String name) {
    return new SourceRecord(
        name,
        "jsonl",
        List.of("/logs"),
        Optional.of("broken by " + name),
        3,
        1,
        1,
        100,
        90,
        4,
        List.of(new SourceRecord.Metric(name, 80, 6, new TreeMap<>(Map.of("filtered", 1200L)))),
        new TreeMap<>(),
        List.of(new SourceRecord.Noted("kind", 2, "/logs/" + name, 0, name, "noted: " + name)),
        List.of());
  }

  private static ScorePicture picture(NoisyQuadratic law, int trials, long seed) {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(seed);
    double[] scores = DoubleStream.generate(() -> law.sample(random)).limit(trials).toArray();
    return ScorePicture.of(scores, law.convex(), .95, new ScorePicture.Cost(trials, 90.0 * trials));
  }

  private static String page(
      RunView run, List<ExperimentView> experiments, SortedMap<String, ScorePicture> pictures) {
    StringWriter page = new StringWriter();
    try {
      new HtmlReport(
              run,
              experiments,
              List.of(source(run.audit())),
              new TreeMap<>(),
              pictures,
              Decisions.NONE)
          .write(page);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return page.toString();
  }

  private static List<String> scripts(String page, String id) {
    Matcher found = Pattern.compile("<script[^>]*id=\"" + id + "\">([^<]*)</script>").matcher(page);
    List<String> scripts = new ArrayList<>();
    while (found.find()) {
      scripts.add(found.group(1));
    }
    return scripts;
  }

  private static JsonNode data(String page) throws IOException {
    return new ObjectMapper().readTree(scripts(page, "data").get(0));
  }

  private static JsonNode details(String page) throws IOException {
    ObjectNode all = new ObjectMapper().createObjectNode();
    for (String packed : scripts(page, "chunk-[0-9]+")) {
      byte[] bytes = Base64.getDecoder().decode(packed);
      try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
        String json = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        all.setAll((ObjectNode) new ObjectMapper().readTree(json));
      }
    }
    return all;
  }

  private static ExperimentView evil() {
    return SampleViews.unfitted(key(EVIL), List.of(Reason.TOO_FEW));
  }

  private static List<ExperimentView> two() {
    NoisyQuadratic law = NoisyQuadratic.convex(.25, 1.25, 2, .01);
    return List.of(evil(), SampleViews.fitted(key("good"), law, .26, 80));
  }

  @Test
  void nothingFromALogIsMarkup() throws IOException {
    String page = page(run(EVIL, 2), two(), new TreeMap<>());
    assertThat(page)
        .doesNotContain("alert('x')</script>", "<img", "onerror=\"", "\u202E", "\u2028");
    // The page's own scripts, and no others: data, one chunk, the library, the page's.
    assertThat(page.split("<script", -1)).hasSize(4 + 1);
    assertThat(page)
        .contains(
            "<h1>"
                + SHOWN
                    .replace("&", "&amp;")
                    .replace("<", "&lt;")
                    .replace(">", "&gt;")
                    .replace("\"", "&quot;")
                    .replace("'", "&#39;")
                + "</h1>");
    assertThat(data(page).path("rows").findValuesAsText("id")).contains(evil().id());
    assertThat(data(page).path("rows").toString())
        .contains(new ObjectMapper().writeValueAsString(SHOWN));
  }

  @Test
  void thePageNeedsNoNetwork() {
    String page = page(run("a", 2), two(), new TreeMap<>());
    String withoutLibrary = page.replaceAll("(?s)<script type=\"text/plain\".*?</script>", "");
    assertThat(withoutLibrary).doesNotContainPattern("(?i)(src|href)=\"(?!#|data:)");
    assertThat(withoutLibrary).doesNotContain("@import", "fetch(", "XMLHttpRequest");
    assertThat(page).contains("default-src 'none'");
  }

  @Test
  void rowsAreInTheOrderOfUseAndHaveTheirDigits() throws IOException {
    JsonNode rows = data(page(run("a", 2), two(), new TreeMap<>())).path("rows");
    JsonNode good = rows.get(0);
    assertThat(good.path("k").toString()).contains("good");
    // The tail is .4 deep: three digits behind the point are a thousandth of it.
    assertThat(good.path("t").get(0).asText()).isEqualTo("0.260");
    assertThat(good.path("t").get(1).asText()).isEqualTo("0.250");
    assertThat(good.path("s").asInt()).isZero();
    // 0 is the best possible score, 100 the threshold.
    assertThat(good.path("u").get(0).asInt()).isEqualTo(-25);
    assertThat(good.path("u").get(1).asInt()).isEqualTo(25);
    JsonNode bad = rows.get(1);
    assertThat(bad.has("u")).isFalse();
    assertThat(bad.path("s").asInt()).isEqualTo(3);
  }

  @Test
  void detailsAreThereForEveryExperimentAndSayWhatToDo() throws IOException {
    NoisyQuadratic law = NoisyQuadratic.concave(.1, .9, 3, .02);
    ExperimentView gains = SampleViews.fitted(key("gains"), law, .95, 80);
    List<ExperimentView> all = List.of(evil(), gains);
    String page = page(run("a", 2), all, new TreeMap<>(Map.of(gains.id(), picture(law, 80, 3))));
    JsonNode details = details(page);
    assertThat(details.path(evil().id()).path("next").asText())
        .startsWith("Run more random trials");
    JsonNode detail = details.path(gains.id());
    assertThat(detail.path("next").asText()).endsWith(".");
    assertThat(detail.path("minimize").asBoolean()).isFalse();
    assertThat(detail.path("cost").asDouble()).isEqualTo(90);
    JsonNode lawShare = detail.path("dist").path("lf");
    // From before the best possible score to beyond the threshold, where the share is .4.
    assertThat(lawShare.get(0).asDouble()).isLessThan(.01);
    assertThat(lawShare.get(lawShare.size() * 3 / 4).asDouble()).isBetween(.3, .5);
    JsonNode curve = detail.path("curve").path("lm");
    assertThat(curve.get(curve.size() - 1).asDouble()).isGreaterThan(curve.get(0).asDouble());
  }

  @Test
  void theGlanceCountsEveryExperimentOnce() {
    String page = page(run("a", 2), two(), new TreeMap<>());
    assertThat(page)
        .contains("data-count=\"ACT\">1<", "data-count=\"CHECK\">0<")
        .contains("data-count=\"TOO_WIDE\">0<", "data-count=\"NOT_JUDGED\">1<")
        .contains(Reason.TOO_FEW.sentence())
        .contains("1,200 filtered", "records that are no trials: 4;", "invalid_share&gt;0.2");
  }

  /** In some languages numbers have other digits, or a comma where others have a point. */
  @Test
  void thePageIsTheSameInEveryLanguage() {
    NoisyQuadratic law = NoisyQuadratic.convex(.25, 1.25, 2, .01);
    ExperimentView one = SampleViews.fitted(key("good"), law, .26, 8_000);
    SortedMap<String, ScorePicture> pictures = new TreeMap<>(Map.of(one.id(), picture(law, 80, 1)));
    String usual = page(run("a", 1), List.of(one), pictures);
    Locale before = Locale.getDefault();
    try {
      for (String language : List.of("de-DE", "ar-EG", "hi-IN-u-nu-deva")) {
        Locale.setDefault(Locale.forLanguageTag(language));
        assertThat(page(run("a", 1), List.of(one), pictures)).as(language).isEqualTo(usual);
      }
    } finally {
      Locale.setDefault(before);
    }
  }
}
