package dev.leeway.storage.rules;

import dev.leeway.signals.rules.RuleBook;
import dev.leeway.signals.rules.RuleNode;
import dev.leeway.signals.rules.RulesRead;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads a rules file, with all that is wrong with it at once. */
public final class RulesFile {
  private RulesFile() {}

  /** What the file says; each problem begins with the file's name. */
  public static RulesRead read(Path file) {
    try {
      if (Files.size(file) > 4L * RulesText.LENGTH_MAX) {
        return bad(file, "expected at most " + RulesText.LENGTH_MAX + " characters, came more");
      }
      Path folder = file.toAbsolutePath().normalize().getParent();
      return switch (parse(Files.readString(file), Optional.ofNullable(folder))) {
        case RulesRead.Good good -> good;
        case RulesRead.Bad bad ->
            new RulesRead.Bad(
                bad.problems().stream().map(problem -> named(file, problem)).toList());
      };
    } catch (NoSuchFileException e) {
      return bad(file, "there is no such file");
    } catch (CharacterCodingException e) {
      return bad(file, "expected UTF-8");
    } catch (IOException e) {
      return bad(file, "can't be read: " + e.getMessage());
    }
  }

  /** What a text in YAML or JSON says, which can't name other files. */
  public static RulesRead parse(String text) {
    return parse(text, Optional.empty());
  }

  private static RulesRead parse(String text, Optional<Path> folder) {
    try {
      RuleNode parsed = RulesText.parse(text);
      return RuleBook.read(folder.map(found -> IncludedSchemas.in(parsed, found)).orElse(parsed));
    } catch (RulesText.NotReadableException e) {
      return new RulesRead.Bad(List.of(String.valueOf(e.getMessage())));
    }
  }

  private static RulesRead bad(Path file, String problem) {
    return new RulesRead.Bad(List.of(named(file, problem)));
  }

  private static String named(Path file, String problem) {
    return file + ": " + problem;
  }
}
