package io.harbinger.platform.browser;

import io.harbinger.platform.monitoring.Program;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** The Chromium of this machine without a window. Waits for what it is asked for. */
final class Chromium implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
  private static final String BROWSER = "/usr/bin/chromium";
  private static final String DRIVER = "/usr/bin/chromedriver";

  private final ChromeDriver driver;

  private Chromium(ChromeDriver driver) {
    this.driver = driver;
  }

  /** Leaves the test out where Chromium or its driver is not installed. */
  static void assumeInstalled() {
    Program.assumeInstalled("chromium", "chromium");
    Program.assumeInstalled("chromedriver", "chromium-driver");
  }

  static Chromium start(Path profile) {
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    ChromeOptions options = new ChromeOptions();
    options.setBinary(BROWSER);
    options.setCapability("goog:loggingPrefs", logs);
    options.addArguments(
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--force-prefers-reduced-motion",
        "--user-data-dir=" + profile);
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(new File(DRIVER))
            .usingAnyFreePort()
            .build();
    ChromeDriver driver = new ChromeDriver(service, options);
    driver.manage().window().setSize(new Dimension(1360, 900));
    return new Chromium(driver);
  }

  void open(String url) {
    driver.get(url);
  }

  /** The first element, once there is one that satisfies the condition. */
  WebElement await(String css, Predicate<WebElement> condition) {
    return await(css, css, condition);
  }

  private WebElement await(String what, String css, Predicate<WebElement> condition) {
    return awaitFirst(what, css, element -> Optional.of(element).filter(condition));
  }

  /** What the first element gives, once there is one that gives something. */
  <T> T awaitFirst(String css, Function<WebElement, Optional<T>> giving) {
    return awaitFirst(css, css, giving);
  }

  private <T> T awaitFirst(String what, String css, Function<WebElement, Optional<T>> giving) {
    return org.awaitility.Awaitility.await(what)
        .atMost(PATIENCE)
        .pollInterval(LOOK_AGAIN)
        .ignoreException(StaleElementReferenceException.class)
        .until(
            () -> all(css).stream().map(giving).flatMap(Optional::stream).findFirst(),
            Optional::isPresent)
        .orElseThrow();
  }

  /** The first element whose text has these words. */
  WebElement awaitText(String css, String words) {
    return await(css + " with '" + words + "'", css, element -> element.getText().contains(words));
  }

  /** Waits until a text is another than it is now. */
  void awaitChange(String css) {
    String before = awaitFirst(css, e -> Optional.of(e.getText()).filter(text -> !text.isBlank()));
    await(css + " other than '" + before + "'", css, e -> !e.getText().equals(before));
  }

  /** Clicks once there is something to click; a page that redraws itself is tried again. */
  void click(String css, String words) {
    org.awaitility.Awaitility.await("a click on " + css + " with '" + words + "'")
        .atMost(PATIENCE)
        .pollInterval(LOOK_AGAIN)
        .ignoreExceptionsInstanceOf(org.openqa.selenium.WebDriverException.class)
        .until(
            () -> {
              awaitText(css, words).click();
              return true;
            });
  }

  /** A key on an element that has the focus by then; a page that redraws itself is tried again. */
  void press(String css, Keys key) {
    org.awaitility.Awaitility.await("the key on " + css)
        .atMost(PATIENCE)
        .pollInterval(LOOK_AGAIN)
        .ignoreExceptionsInstanceOf(org.openqa.selenium.WebDriverException.class)
        .until(
            () -> {
              await(css, WebElement::isEnabled).sendKeys(key);
              return true;
            });
  }

  void type(String css, String text) {
    WebElement field = await(css, WebElement::isDisplayed);
    field.clear();
    field.sendKeys(text);
  }

  List<WebElement> all(String css) {
    return driver.findElements(By.cssSelector(css));
  }

  void screenshot(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
  }

  /** What the page and the browser complained of since the last call. */
  List<String> complaints() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
        .map(LogEntry::getMessage)
        .toList();
  }

  /** Shows pages as on a screen of this size, in CSS pixels. */
  void screen(int width, int height) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
  }

  /** Shows pages as large as the window again. */
  void wholeScreen() {
    driver.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
  }

  /** Logs out everywhere, whatever page is open. */
  void forgetCookies() {
    driver.executeCdpCommand("Network.clearBrowserCookies", Map.of());
  }

  Object script(String script) {
    return driver.executeScript(script);
  }

  @Override
  public void close() {
    driver.quit();
  }
}
