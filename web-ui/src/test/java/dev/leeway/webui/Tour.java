package dev.leeway.webui;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Opens pages in the installed Chromium and takes their pictures. */
final class Tour implements AutoCloseable {
  private static final List<String> FLAGS =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");
  private static final String CHARTS_DRAWN =
      """
      () => document.querySelector('.lw-page') && !document.querySelector('.lw-skeleton') && !document.querySelector('.lw-loading')
        && [...document.querySelectorAll('leeway-chart')]
          .filter((c) => c.checkVisibility())
          .every((c) => c.querySelector('canvas')?.width > 0)
      """;

  private final String address;
  private final Playwright playwright;
  private final Browser browser;

  Tour(String address) {
    this.address = address;
    playwright =
        Playwright.create(
            new Playwright.CreateOptions()
                .setEnv(withEnvironment("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(Path.of("/usr/bin/chromium"))
                    .setArgs(FLAGS));
  }

  /** A page of a browser that prefers this scheme. */
  Page open(ColorScheme scheme, String path) {
    BrowserContext context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setColorScheme(scheme)
                .setTimezoneId("Europe/Berlin")
                .setViewportSize(1440, 900));
    Page page = context.newPage();
    visit(page, path);
    return page;
  }

  void visit(Page page, String path) {
    page.navigate(address + path);
    settle(page);
  }

  /** Waits until the page has its content and every chart on it is drawn. */
  void settle(Page page) {
    page.waitForSelector(".lw-page");
    page.waitForFunction(CHARTS_DRAWN);
  }

  void picture(Page page, Path file) {
    page.screenshot(new Page.ScreenshotOptions().setPath(file).setFullPage(true));
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }

  private static Map<String, String> withEnvironment(String name, String value) {
    Map<String, String> environment = new LinkedHashMap<>(System.getenv());
    environment.put(name, value);
    return environment;
  }
}
