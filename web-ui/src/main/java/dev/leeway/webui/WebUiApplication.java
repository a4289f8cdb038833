package dev.leeway.webui;

import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.page.AppShellConfigurator;
import com.vaadin.flow.component.page.ColorScheme;
import com.vaadin.flow.component.page.Push;
import com.vaadin.flow.theme.aura.Aura;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Ties the pages together: theme, push, and the packages in which components are looked for. */
@SpringBootApplication
@Push
@StyleSheet(Aura.STYLESHEET)
@StyleSheet("leeway.css")
@ColorScheme(ColorScheme.Value.SYSTEM)
public class WebUiApplication implements AppShellConfigurator {}
