package org.lossfloor.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The report in a real browser, with 1, 50 and 5,000 experiments. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReportBrowserIT {
  private static final int MANY = 5_000;
  private static final String ROWS = "return document.querySelectorAll('tr.row').length";
  private static final long MOST_BYTES = 15_000_000;

  @TempDir static Path folder;
  private Browser browser;

  @BeforeAll
  void start() {
    browser = new Browser(folder.resolve("profile"));
  }

  @AfterAll
  void stop() {
    if (browser != null) {
      browser.close();
    }
  }

  /** No page may complain, whatever was done with it. */
  @AfterEach
  void nothingIsOnTheConsole() {
    assertThat(browser.console()).isEmpty();
  }

  private String report(int experiments) throws IOException {
    Path file = folder.resolve(experiments + ".html");
    if (!Files.exists(file)) {
      Files.writeString(file, SampleReport.page(experiments));
    }
    return file.toUri().toString();
  }

  private void open(int experiments) throws IOException {
    browser.open(report(experiments));
  }

  private void showAll() {
    browser.run("const more = document.getElementById('more'); while (!more.hidden) more.click()");
  }

  private void openDetail(String id) {
    browser.click("tr.row[data-id='" + id + "'] .open-row");
    browser.until(
        "return document.querySelector('[data-detail=\"" + id + "\"]').dataset.ready === 'true'");
    browser.until(
        "return document.querySelectorAll('[data-detail=\"" + id + "\"] .chart svg').length >= 2");
  }

  private List<String> ids() {
    return browser.all("tr.row").stream().map(row -> row.getDomAttribute("data-id")).toList();
  }

  private String fitted() {
    return browser.one("tr.row[data-standing='ACT']").getDomAttribute("data-id");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 50, MANY})
  void everyExperimentIsCountedAndReached(int experiments) throws IOException {
    open(experiments);
    browser.shot("top-" + experiments);
    String all = experiments == 1 ? "1 experiment," : "%,d experiments,".formatted(experiments);
    assertThat(browser.one("#count").getText()).startsWith(all);
    assertThat(browser.run("return performance.getEntriesByType('resource').length"))
        .as("what was fetched")
        .isEqualTo(0L);
    showAll();
    assertThat(browser.run(ROWS)).isEqualTo((long) experiments);
    assertThat(browser.run("return document.documentElement.scrollWidth <= innerWidth"))
        .as("nothing is cut off sideways")
        .isEqualTo(true);
  }

  /** With all their curves they are a file that can be mailed. */
  @Test
  void fiveThousandExperimentsFitIntoAMail() throws IOException {
    open(MANY);
    assertThat(folder.resolve(MANY + ".html").toFile().length())
        .isBetween(MOST_BYTES / 10, MOST_BYTES);
  }

  @Test
  void aColumnSortsBothWaysAndSaysSo() throws IOException {
    open(MANY);
    browser.click("button[data-sort='best seen']");
    List<Double> up = seen();
    assertThat(up).isSorted();
    WebElement head = browser.one("th[aria-sort='ascending']");
    assertThat(head.getText()).contains("best seen");
    browser.click("button[data-sort='best seen']");
    assertThat(seen()).isSortedAccordingTo(Comparator.reverseOrder());
    assertThat(browser.one("th[aria-sort='descending']").getText()).contains("best seen");
    assertThat(up.get(0)).isLessThanOrEqualTo(seen().get(0));
  }

  private List<Double> seen() {
    Object column =
        browser.run(
            "const at = [...document.querySelectorAll('#columns button')]"
                + ".findIndex(b => b.dataset.sort === 'best seen');"
                + "return [...document.querySelectorAll('tr.row')].map(r => r.children[at].textContent)"
                + ".filter(t => t !== '').map(Number)");
    List<Double> numbers = new ArrayList<>();
    ((List<?>) column).forEach(value -> numbers.add(((Number) value).doubleValue()));
    assertThat(numbers).hasSizeGreaterThan(20);
    return numbers;
  }

  @Test
  void filtersNarrowTheTableAndClearUndoesThem() throws IOException {
    open(50);
    browser.click("#filter-standing option[value='NOT_JUDGED']");
    assertThat(browser.all("tr.row"))
        .isNotEmpty()
        .allMatch(row -> "NOT_JUDGED".equals(row.getDomAttribute("data-standing")));
    int judgedNot = browser.all("tr.row").size();
    assertThat(browser.one("#count").getText()).startsWith(judgedNot + " of 50 experiments");
    browser.click("#clear");
    browser.until("return document.querySelectorAll('tr.row').length === 50");
    browser.one("#find").sendKeys("MODEL-7");
    browser.until("return document.querySelectorAll('tr.row').length === 1");
    browser.one("#find").sendKeys(Keys.chord(Keys.CONTROL, "a"), "no such thing");
    browser.until("return document.querySelectorAll('tr.row').length === 0");
    assertThat(browser.one("#count").getText()).startsWith("0 of 50");
    browser.click("#clear");
    browser.until("return document.querySelectorAll('tr.row').length === 50");
    browser.click("select[data-filter='key'] option:nth-child(3)");
    assertThat(browser.all("tr.row")).hasSizeBetween(1, 49);
  }

  @Test
  void theNumbersAtAGlanceLeadToTheirRows() throws IOException {
    open(50);
    browser.click("button[data-filter='standing'][data-value='ACT']");
    assertThat(browser.all("tr.row"))
        .isNotEmpty()
        .allMatch(row -> "ACT".equals(row.getDomAttribute("data-standing")));
  }

  /** Whoever reads a section alone learns what to do. */
  @Test
  void eachDecisionIsASectionThatSaysWhatFollows() throws IOException {
    open(1);
    browser.shot("decisions");
    assertThat(browser.one("#ranges").getText())
        .contains(": next use ", " 1.00e-04 .. 0.01 ", "60 of 80 configurations (75 %)");
    assertThat(browser.one("#noise").getText())
        .contains("1 of 1 accepted steps may be noise: run them again");
    assertThat(browser.one("#replay").getText())
        .contains(
            "The best of the next trials was in the interval that was told for it, with a confidence"
                + " of 95 %, in 93 % of 30 forecasts.",
            "55 % (20 % came)", "choose a number of trials and run them");
    assertThat(browser.texts("#chance-table caption")).hasSize(1);
    assertThat(browser.texts("#rule-table th[scope='col']")).contains("oracle", "regret spared");
    assertThat(browser.texts("nav a")).contains("Search spaces", "Noise between runs");
  }

  @Test
  void aDetailSaysWhatToDoAndDrawsItsCurves() throws IOException {
    open(50);
    String id = fitted();
    openDetail(id);
    browser.shot("detail");
    assertThat(reach()).as("right end of the detail").isLessThanOrEqualTo(1400);
    String text = browser.one("[data-detail='" + id + "']").getText();
    assertThat(text.lines().map(String::strip).filter(line -> line.startsWith("NEXT STEP")))
        .isNotEmpty();
    assertThat(text)
        .containsIgnoringCase("Tuning curve")
        .containsIgnoringCase("Score distribution")
        .containsIgnoringCase("Effective dimension")
        .containsIgnoringCase("What more trials would bring")
        .containsIgnoringCase("How the trials were drawn");
    assertThat(browser.all("[data-detail='" + id + "'] .chart svg path")).hasSizeGreaterThan(10);
    // Whoever cannot see the charts has their meaning as words and their numbers as tables.
    assertThat(
            browser.all(
                "[data-detail='"
                    + id
                    + "'] .chart[aria-label], [data-detail='"
                    + id
                    + "'] .chart [aria-label]"))
        .isNotEmpty();
    assertThat(browser.all("[data-detail='" + id + "'] details table")).hasSizeGreaterThan(1);
    browser.click("tr.row[data-id='" + id + "'] .open-row");
    assertThat(browser.all("[data-detail]")).isEmpty();
  }

  /** The table may scroll sideways, what is said of one experiment may not. */
  private double reach() {
    Object right =
        browser.run(
            "return Math.max(...[...document.querySelectorAll('[data-detail], [data-detail] p,"
                + " [data-detail] dd, [data-detail] .chart')]"
                + ".map(node => node.getBoundingClientRect().right))");
    return ((Number) right).doubleValue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"linear", "cost", "log"})
  void theAxisOfTheCurveCanBeChosen(String axis) throws IOException {
    open(50);
    String id = fitted();
    openDetail(id);
    String curve = "[data-detail='" + id + "'] [data-chart='curve']";
    String before = browser.one(curve).getDomProperty("innerHTML");
    browser.click("[data-detail='" + id + "'] [data-axis='" + axis + "']");
    assertThat(browser.one(curve).getDomAttribute("data-mode")).isEqualTo(axis);
    assertThat(
            browser
                .one("[data-detail='" + id + "'] [data-axis='" + axis + "']")
                .getDomAttribute("aria-pressed"))
        .isEqualTo("true");
    if (!axis.equals("log")) {
      browser.until("return document.querySelector(\"" + curve + "\").innerHTML.length > 0");
      assertThat(browser.one(curve).getDomProperty("innerHTML")).isNotEqualTo(before);
    }
    browser.shot("axis-" + axis);
  }

  @Test
  void aLinkLeadsToItsExperiment() throws IOException {
    open(MANY);
    showAll();
    String last = ids().get(MANY - 1);
    browser.open(report(MANY) + "#e=" + last);
    browser.until("return document.querySelector('[data-detail]')?.dataset.ready === 'true'");
    assertThat(browser.one("[data-detail]").getDomAttribute("data-detail")).isEqualTo(last);
    browser.open(report(MANY) + "#e=nowhere");
    assertThat(browser.one("#count").getText()).contains("no experiment nowhere");
  }

  @Test
  void theKeyboardIsEnough() throws IOException {
    open(50);
    WebElement first = browser.one("tr.row .open-row");
    browser.run("arguments[0].focus()", first);
    first.sendKeys(Keys.ENTER);
    browser.until("return document.querySelector('[data-detail]')?.dataset.ready === 'true'");
    assertThat(first.getDomAttribute("aria-expanded")).isEqualTo("true");
    WebElement sort = browser.one("button[data-sort='trials']");
    browser.run("arguments[0].focus()", sort);
    sort.sendKeys(Keys.SPACE);
    assertThat(browser.one("th[aria-sort='ascending']").getText()).contains("trials");
  }

  @Test
  void darkIsChosenBySystemAndByHand() throws IOException {
    browser.prefers("dark");
    open(50);
    assertThat(brightness()).as("of a dark page").isLessThan(80);
    openDetail(fitted());
    browser.shot("dark");
    browser.click("#theme");
    assertThat(brightness()).as("of a light page").isGreaterThan(200);
    browser.prefers("light");
    open(50);
    assertThat(brightness()).isGreaterThan(200);
  }

  /** The mean of red, green and blue behind the page. */
  private double brightness() {
    String colour =
        String.valueOf(browser.run("return getComputedStyle(document.body).backgroundColor"));
    return List.of(colour.replaceAll("[^0-9,.]", "").split(",")).stream()
        .limit(3)
        .mapToDouble(Double::parseDouble)
        .average()
        .orElseThrow();
  }

  @Test
  void aPhoneShowsItToo() throws IOException {
    browser.width(400);
    try {
      open(50);
      openDetail(fitted());
      browser.shot("narrow");
      assertThat(browser.run("return document.documentElement.scrollWidth <= innerWidth"))
          .isEqualTo(true);
      assertThat(reach()).as("right end of the detail").isLessThanOrEqualTo(400);
    } finally {
      browser.width(1400);
    }
  }

  @Test
  void printedItHoldsEveryRowAndTheOpenDetails() throws IOException {
    open(50);
    List<String> keys = browser.texts("tr.row .open-row");
    openDetail(fitted());
    byte[] pdf = browser.print();
    Files.createDirectories(Path.of("target", "screenshots"));
    Files.write(Path.of("target", "screenshots", "print.pdf"), pdf);
    try (PDDocument printed = Loader.loadPDF(pdf)) {
      String text = new PDFTextStripper().getText(printed);
      assertThat(text).contains("At a glance", "Tuning curve");
      assertThat(keys).hasSize(50).allMatch(key -> text.contains(key.replaceAll("^\\W+", "")));
    }
  }

  @Test
  void everyRowIsPrintedAndThePageIsAsFluidAsBefore() throws IOException {
    open(MANY);
    Object before = browser.run(ROWS);
    assertThat(browser.run("dispatchEvent(new Event('beforeprint')); " + ROWS)).isEqualTo(5_000L);
    assertThat(browser.run("dispatchEvent(new Event('afterprint')); " + ROWS)).isEqualTo(before);
    assertThat(browser.one("#more").getText()).endsWith("of 5,000 rows");
  }

  @Test
  void whatALogSaysIsTextAndNotMarkup() throws IOException {
    open(50);
    assertThat(browser.run("return window.hacked === undefined")).isEqualTo(true);
    assertThat(browser.all("main img, main iframe, main [onerror], main [onload]")).isEmpty();
    assertThat(browser.one("#comparison-table tbody").getText()).contains("<img", "\\u202e");
    assertThat(browser.one("#change-table tbody").getText()).contains("<img", "vanished");
    for (String table : List.of("range", "noise", "step", "replay")) {
      assertThat(browser.one("#" + table + "-table tbody").getText()).contains("<img", "\\u202e");
    }
    browser.one("#find").sendKeys("<img");
    browser.until("return document.querySelectorAll('tr.row').length === 1");
    String id = ids().get(0);
    browser.click("tr.row[data-id='" + id + "'] .open-row");
    browser.until("return document.querySelector('[data-detail]')?.dataset.ready === 'true'");
    assertThat(browser.one("[data-detail] h3").getText()).contains("<img", "\\u202e");
    assertThat(browser.run("return window.hacked === undefined")).isEqualTo(true);
    assertThat(browser.all("main img")).isEmpty();
  }

  @Test
  void screenshotsHoldSomething() throws IOException {
    open(50);
    Path shot = browser.shot("some");
    var image = ImageIO.read(shot.toFile());
    long colours =
        IntStream.range(0, image.getWidth() * image.getHeight())
            .map(i -> image.getRGB(i % image.getWidth(), i / image.getWidth()))
            .distinct()
            .count();
    assertThat(colours).isGreaterThan(100);
  }
}
