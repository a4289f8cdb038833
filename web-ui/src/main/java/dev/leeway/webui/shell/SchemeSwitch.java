package dev.leeway.webui.shell;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import java.util.Locale;

/** Light, dark or as the system has it; the browser remembers the choice. */
final class SchemeSwitch extends Div {
  private static final String KEY = "leeway.scheme";

  private enum Scheme {
    LIGHT(Icon.LIGHT, "light"),
    DARK(Icon.DARK, "dark"),
    SYSTEM(Icon.SYSTEM, "light dark");

    private final Icon icon;
    private final String css;

    Scheme(Icon icon, String css) {
      this.icon = icon;
      this.css = css;
    }
  }

  SchemeSwitch() {
    addClassName("lw-scheme");
    getElement().setAttribute("role", "group").setAttribute("aria-label", "Colour scheme");
    for (Scheme scheme : Scheme.values()) {
      NativeButton button = new NativeButton();
      button.getElement().appendChild(scheme.icon.draw().getElement());
      String name = scheme.name().toLowerCase(Locale.ROOT);
      button.getElement().setAttribute("title", "Colour scheme: " + name);
      button.getElement().setAttribute("aria-label", "Colour scheme: " + name);
      button.getElement().setAttribute("data-scheme", scheme.css);
      add(button);
    }
  }

  @Override
  protected void onAttach(AttachEvent event) {
    // Wholly in the browser: the choice is the browser's, and no round trip delays it.
    getElement()
        .executeJs(
            """
            const buttons = [...this.querySelectorAll('button')];
            const mark = (css) => buttons.forEach(
                (b) => b.setAttribute('aria-pressed', String(b.dataset.scheme === css)));
            buttons.forEach((b) => b.onclick = () => {
              localStorage.setItem($0, b.dataset.scheme);
              document.documentElement.style.colorScheme = b.dataset.scheme;
              mark(b.dataset.scheme);
            });
            mark(localStorage.getItem($0) || 'light dark');
            """,
            KEY);
  }
}
