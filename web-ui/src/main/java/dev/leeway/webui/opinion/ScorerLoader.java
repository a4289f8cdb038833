package dev.leeway.webui.opinion;

import dev.leeway.signals.grounding.GroundednessScorer;
import dev.leeway.signals.grounding.GroundednessScorerFactory;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/**
 * Finds the scorer that reads a model's file, on the class path and among the jars of a folder. The
 * jars are loaded only when this is asked; they stay loaded for the life of the process.
 */
public final class ScorerLoader {
  private ScorerLoader() {}

  /**
   * Opens the model.
   *
   * @param plugins where the scorer's jar and that of its runtime lie; it need not exist
   */
  public static GroundednessScorer open(Path model, Path plugins)
      throws ScorerUnavailableException {
    if (!Files.isRegularFile(model)) {
      throw new ScorerUnavailableException("expected a model's file, came nothing at " + model);
    }
    List<URL> jars = jarsIn(plugins);
    try {
      ClassLoader loader =
          new URLClassLoader(
              jars.toArray(URL[]::new), GroundednessScorerFactory.class.getClassLoader());
      for (GroundednessScorerFactory factory :
          ServiceLoader.load(GroundednessScorerFactory.class, loader)) {
        if (factory.reads(model)) {
          return factory.open(model);
        }
      }
    } catch (ServiceConfigurationError | LinkageError e) {
      throw new ScorerUnavailableException(
          "the scorer for %s lacks a library (%s): put the jar of its runtime into %s"
              .formatted(model.getFileName(), e, plugins),
          e);
    } catch (IOException e) {
      throw new ScorerUnavailableException(
          "the model %s can't be opened: %s".formatted(model, e.getMessage()), e);
    }
    throw new ScorerUnavailableException(
        "expected a scorer that reads %s, came none among %d jars in %s: put its jar and that of its"
                .formatted(model.getFileName(), jars.size(), plugins)
            + " runtime there");
  }

  private static List<URL> jarsIn(Path plugins) throws ScorerUnavailableException {
    List<URL> jars = new ArrayList<>();
    if (!Files.isDirectory(plugins)) {
      return jars;
    }
    try (Stream<Path> files = Files.list(plugins)) {
      for (Path jar : files.filter(file -> file.toString().endsWith(".jar")).sorted().toList()) {
        jars.add(urlOf(jar));
      }
    } catch (IOException e) {
      throw new ScorerUnavailableException("can't list " + plugins + ": " + e.getMessage(), e);
    }
    return jars;
  }

  private static URL urlOf(Path jar) throws MalformedURLException {
    return jar.toUri().toURL();
  }
}
