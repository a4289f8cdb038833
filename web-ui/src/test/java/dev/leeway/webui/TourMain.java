package dev.leeway.webui;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;

/** Takes pictures of pages that are served: {@code TourMain ADDRESS FOLDER PATH…}. */
final class TourMain {
  private TourMain() {}

  public static void main(String[] args) {
    try (Tour tour = new Tour(args[0])) {
      for (ColorScheme scheme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
        for (int i = 2; i < args.length; i++) {
          Page page = tour.open(scheme, args[i]);
          page.onConsoleMessage(message -> System.out.println(message.text()));
          page.waitForTimeout(800);
          String name = args[i].replaceAll("[^a-zA-Z0-9]+", "_") + "-" + scheme + ".png";
          tour.picture(page, Path.of(args[1], name));
        }
      }
    }
  }
}
