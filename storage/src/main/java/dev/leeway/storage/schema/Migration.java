package dev.leeway.storage.schema;

import dev.leeway.signals.event.Hashes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One file of SQL: applied once and never changed afterwards when it has a version ({@code
 * V001__name.sql}), applied again whenever its text changes when it has none ({@code R__name.sql}).
 *
 * @param version zero for a repeatable one
 * @param sql with all placeholders filled in
 */
record Migration(int version, String file, String sql) {
  private static final Pattern FILE_NAME = Pattern.compile("(?:V(\\d{3})|R)__[a-z_]+\\.sql");
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([a-z.]+)}");
  private static final Pattern STATEMENT_END = Pattern.compile(";[ \t]*(?:\n|$)");

  static Migration of(String file, String template, Map<String, String> placeholders) {
    Matcher name = FILE_NAME.matcher(file);
    if (!name.matches()) {
      throw new IllegalArgumentException(
          "expected a file name like V001__name.sql or R__name.sql, came " + file);
    }
    int version = name.group(1) == null ? 0 : Integer.parseInt(name.group(1));
    String text = template.replace("\r\n", "\n");
    return new Migration(version, file, filled(file, text, placeholders));
  }

  static Migration ofResource(String file, Map<String, String> placeholders) {
    try (InputStream in = Migration.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalArgumentException("no resource " + file + " beside " + Migration.class);
      }
      return of(file, new String(in.readAllBytes(), StandardCharsets.UTF_8), placeholders);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean repeatable() {
    return version == 0;
  }

  String checksum() {
    return HexFormat.of().formatHex(Hashes.sha256(sql));
  }

  /** The statements in order: text up to a semicolon at a line's end, without comment lines. */
  List<String> statements() {
    String code =
        sql.lines()
            .filter(line -> !line.stripLeading().startsWith("--"))
            .collect(Collectors.joining("\n"));
    return STATEMENT_END
        .splitAsStream(code)
        .map(String::strip)
        .filter(statement -> !statement.isEmpty())
        .toList();
  }

  private static String filled(String file, String template, Map<String, String> placeholders) {
    return PLACEHOLDER
        .matcher(template)
        .replaceAll(found -> {
          String value = placeholders.get(found.group(1));
          if (value == null) {
            throw new IllegalArgumentException(
                "no value for placeholder " + found.group() + " of " + file);
          }
          return Matcher.quoteReplacement(value);
        });
  }
}
