package dev.leeway.standalone.detection;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Replaces what stands between two marks of a document, so that its numbers are a program's. */
final class MarkdownBlock {
  static final String BEGIN = "<!-- tables of bench detection -->";
  static final String END = "<!-- end of tables -->";

  private MarkdownBlock() {}

  static void replace(Path document, String block) throws IOException {
    Files.writeString(document, replaced(Files.readString(document), block));
  }

  static String replaced(String text, String block) throws IOException {
    int begin = text.indexOf(BEGIN);
    int end = text.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new IOException("expected the lines %s and %s, in this order".formatted(BEGIN, END));
    }
    return text.substring(0, begin + BEGIN.length())
        + "\n\n"
        + block.strip()
        + "\n\n"
        + text.substring(end);
  }
}
