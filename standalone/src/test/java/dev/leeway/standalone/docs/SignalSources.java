package dev.leeway.standalone.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Finds in the repository which class says a signal, which test holds it to that, and which further
 * document speaks of it: by the signal's quoted name, or by the class that judges a verdict.
 */
final class SignalSources {
  private static final Path ROOT = Path.of("..");

  private final Map<Path, String> code = read("signals/src/main/java", ".java");
  private final Map<Path, String> tests = read("signals/src/test/java", "Test.java");
  private final Map<Path, String> pages = read("web-ui/src/main/java", ".java");
  private final Map<Path, String> pageTests = read("web-ui/src/test/java", "Test.java");
  private final Map<Path, String> documents = read("docs", ".md");

  /** The class that defines the signal, else the one that states findings of it. */
  Optional<String> codeOf(String signal) {
    return first(code, quoted(signal), path -> path.toString().contains("/catalogue/"))
        .or(() -> first(code, quoted(signal), path -> path.toString().contains("/condition/")))
        .or(() -> first(code, quoted(signal), path -> true))
        .map(SignalSources::classOf);
  }

  /** The test of that class, else the first that names the signal. */
  Optional<String> testOf(String signal) {
    Optional<String> ofClass =
        codeOf(signal)
            .map(name -> name + "Test")
            .filter(
                name -> tests.keySet().stream().map(SignalSources::classOf).anyMatch(name::equals));
    // The catalogue's own test lists every name and proves none.
    return ofClass.or(() ->
        first(tests, quoted(signal), path -> !path.endsWith("SignalCatalogueTest.java"))
            .map(SignalSources::classOf));
  }

  /** The class of that name, where there is one. */
  Optional<String> classNamed(String name) {
    return Stream.of(code, pages)
        .flatMap(files -> files.keySet().stream())
        .map(SignalSources::classOf)
        .filter(name::equals)
        .findFirst();
  }

  /** Its own test, else the first that makes it. */
  Optional<String> testOfClass(String name) {
    List<Map<Path, String>> all = List.of(tests, pageTests);
    return all.stream()
        .flatMap(files -> files.keySet().stream())
        .map(SignalSources::classOf)
        .filter((name + "Test")::equals)
        .findFirst()
        .or(() ->
            all.stream()
                .flatMap(files -> first(files, "new " + name + "(", path -> true).stream())
                .findFirst()
                .map(SignalSources::classOf));
  }

  /** Documents beside this one, as links. */
  List<String> documentsOf(String signal) {
    return documents.entrySet().stream()
        .filter(document -> !document.getKey().endsWith("signals.md"))
        .filter(document -> document.getValue().contains("`" + signal + "`"))
        .map(document -> String.valueOf(document.getKey().getFileName()))
        .map(name -> "[%s](%s)".formatted(name.replace(".md", ""), name))
        .toList();
  }

  private static String quoted(String signal) {
    return '"' + signal + '"';
  }

  private static Optional<Path> first(Map<Path, String> files, String text, Predicate<Path> where) {
    return files.entrySet().stream()
        .filter(file -> where.test(file.getKey()) && file.getValue().contains(text))
        .map(Map.Entry::getKey)
        .min(Comparator.comparingInt(Path::getNameCount).thenComparing(path -> path));
  }

  private static String classOf(Path file) {
    return String.valueOf(file.getFileName()).replace(".java", "");
  }

  private static Map<Path, String> read(String folder, String suffix) {
    Map<Path, String> texts = new TreeMap<>();
    try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
      for (Path file : files.filter(path -> path.toString().endsWith(suffix)).toList()) {
        texts.put(file, Files.readString(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return texts;
  }
}
