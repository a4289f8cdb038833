package dev.leeway.clickhouse.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OutputFormatTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "TabSeparated, ROWS",
    "tsvwithnames, LINE_OF_NAMES",
    "CSVWithNames, LINE_OF_QUOTED_NAMES",
    "RowBinaryWithNamesAndTypes, BINARY_NAMES_AND_TYPES",
    "JSON, WHOLE",
    "Parquet, WHOLE",
    "SomethingNew, WHOLE"
  })
  void onlyFormatsThatCanBeJoinedAreStreamed(String name, OutputFormat expected) {
    assertThat(OutputFormat.of(name)).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "ROWS|1;2;|0",
        "LINE_OF_NAMES|a\"b;1;|4",
        "LINES_OF_NAMES_AND_TYPES|a;Int8;1;|7",
        "LINE_OF_QUOTED_NAMES|\"a;\"\"b\";1;|8",
        "LINE_OF_NAMES|cut|3"
      })
  void theHeaderEndsWhereTheRowsBegin(OutputFormat format, String head, int expected) {
    byte[] bytes = head.replace(';', '\n').getBytes(StandardCharsets.UTF_8);

    assertThat(format.headerBytes(bytes)).isEqualTo(expected);
  }

  @Test
  void binaryHeadersAreCountedByTheirLengths() {
    byte[] head = {2, 1, 'a', 2, 'b', 'c', 4, 'I', 'n', 't', '8', 1, 'X', 9, 9};

    assertThat(OutputFormat.BINARY_NAMES.headerBytes(head)).isEqualTo(6);
    assertThat(OutputFormat.BINARY_NAMES_AND_TYPES.headerBytes(head)).isEqualTo(13);
  }
}
