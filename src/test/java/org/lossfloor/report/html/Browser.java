package org.lossfloor.report.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A real Chromium without a window, that keeps what its pages say and how they look. */
final class Browser implements AutoCloseable {
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final File DRIVER = new File("/usr/bin/chromedriver");
  private static final Path SHOTS = Path.of("target", "screenshots");
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final ChromeDriver driver;

  Browser(Path profile) {
    boolean here = Files.isExecutable(CHROMIUM) && DRIVER.canExecute();
    if (System.getenv("CI") == null) {
      assumeTrue(here, "no Chromium: apt-get install chromium chromium-driver");
    }
    assertThat(here).as(".ci/run installs chromium and chromium-driver").isTrue();
    ChromeOptions options = new ChromeOptions();
    options.setBinary(CHROMIUM.toString());
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--window-size=1400,1000",
        "--user-data-dir=" + profile);
    LoggingPreferences said = new LoggingPreferences();
    said.enable(LogType.BROWSER, Level.ALL);
    options.setCapability("goog:loggingPrefs", said);
    driver =
        new ChromeDriver(
            new ChromeDriverService.Builder().usingDriverExecutable(DRIVER).build(), options);
  }

  /** Opens a page and waits until its script has run. */
  void open(String address) {
    driver.get("about:blank");
    driver.get(address);
    until("return document.documentElement.dataset.ready === 'true'");
  }

  /** Waits until a script returns true. */
  void until(String script) {
    new WebDriverWait(driver, PATIENCE)
        .withMessage(script)
        .until(page -> Boolean.TRUE.equals(run(script)));
  }

  Object run(String script, Object... arguments) {
    return driver.executeScript(script, arguments);
  }

  WebElement one(String selector) {
    return driver.findElement(By.cssSelector(selector));
  }

  List<WebElement> all(String selector) {
    return driver.findElements(By.cssSelector(selector));
  }

  List<String> texts(String selector) {
    return all(selector).stream().map(WebElement::getText).toList();
  }

  /** Scrolls an element to the middle and clicks it. */
  void click(String selector) {
    WebElement element = one(selector);
    run("arguments[0].scrollIntoView({block: 'center'})", element);
    element.click();
  }

  /** Sets what the operating system would say of colours. */
  void prefers(String scheme) {
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
  }

  void width(int pixels) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", pixels, "height", 1000, "deviceScaleFactor", 1, "mobile", false));
  }

  /** Prints the page as a person would, to a PDF. */
  byte[] print() {
    Object data =
        driver.executeCdpCommand("Page.printToPDF", Map.of("printBackground", true)).get("data");
    return Base64.getDecoder().decode(String.valueOf(data));
  }

  /** Keeps a picture of what is seen, as an output of CI. */
  Path shot(String name) throws IOException {
    Files.createDirectories(SHOTS);
    return Files.write(SHOTS.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
  }

  /** What the page has said on its console since it was asked last. */
  List<String> console() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .map(LogEntry::toString)
        .toList();
  }

  @Override
  public void close() {
    driver.quit();
  }
}
