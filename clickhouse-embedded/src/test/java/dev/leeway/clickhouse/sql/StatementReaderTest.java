package dev.leeway.clickhouse.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class StatementReaderTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "INSERT INTO t FORMAT RowBinary DATA|INSERT INTO t|RowBinary|DATA",
        "insert into t (a, b) format CSV DATA|insert into t (a, b)|CSV|DATA",
        "INSERT INTO d.`ta``ble` SETTINGS x = 'FORMAT JSON' FORMAT TSV;DATA|INSERT INTO d.`ta``ble` SETTINGS x = 'FORMAT JSON'|TSV|DATA",
        "/* FORMAT a */ INSERT INTO TABLE format FORMAT Native DATA|/* FORMAT a */ INSERT INTO TABLE format|Native|DATA",
        "INSERT INTO values VALUES (1)|INSERT INTO values|Values|(1)",
        "INSERT INTO t (format, `values`) VALUES(1)|INSERT INTO t (format, `values`)|Values|(1)",
        "INSERT INTO FUNCTION null('a Int8') VALUES (1)|INSERT INTO FUNCTION null('a Int8')|Values|(1)",
        "INSERT INTO t|INSERT INTO t|Values|~~",
        "-- one^INSERT INTO t FORMAT CSV DATA|-- one^INSERT INTO t|CSV|DATA"
      })
  void anInsertEndsWhereItsDataBegin(String sql, String head, String format, String data) {
    String text = sql.replace('^', '\n');

    var insert = (Statement.DataInsert) StatementReader.read(text, true);

    assertThat(text.substring(0, insert.headEnd()).stripTrailing())
        .isEqualTo(head.replace('^', '\n'));
    assertThat(insert.format()).isEqualTo(format);
    assertThat(text.substring(insert.dataStart()).strip()).isEqualTo(data);
  }

  @Test
  void oneLineEndAfterTheFormatIsNotData() {
    String text = "INSERT INTO t FORMAT CSV\r\n\n1";

    var insert = (Statement.DataInsert) StatementReader.read(text, true);

    assertThat(text.substring(insert.dataStart())).isEqualTo("\n1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "INSERT INTO t SELECT 1 FORMAT CSV",
        "INSERT INTO t (a) WITH 1 AS x SELECT x",
        "INSERT INTO t (SELECT 1)"
      })
  void anInsertOfAQueryHasNoData(String sql) {
    assertThat(StatementReader.read(sql, true))
        .isEqualTo(new Statement.Plain("INSERT", "SELECT", Optional.empty()));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "SELECT 1|SELECT|~~",
        "SELECT 1 FORMAT JSON|SELECT|JSON",
        "select format from t format TSV;|SELECT|TSV",
        "SELECT 1 FORMAT CSV SETTINGS a = 1|SELECT|CSV",
        "SELECT 'FORMAT JSON'|SELECT|~~",
        "SELECT 1 -- FORMAT JSON|SELECT|~~",
        "SELECT format FROM t|SELECT|~~",
        "((SELECT 1)) FORMAT XML|SELECT|XML",
        "# comment^ SHOW TABLES FORMAT Vertical|SHOW|Vertical",
        "SELECT 'it''s \\' FORMAT A' FORMAT B|SELECT|B",
        "~~|~~|~~",
        "123|~~|~~"
      })
  void otherStatementsTellVerbAndFormat(String sql, String verb, String format) {
    var plain = (Statement.Plain) StatementReader.read(sql.replace('^', '\n'), true);

    assertThat(plain.verb()).isEqualTo(verb);
    assertThat(plain.format().orElse("")).isEqualTo(format);
  }

  @Test
  void everyBeginningOfAnInsertIsUnfinishedOrRight() {
    String text = "/* a */ INSERT INTO db.t (a, `b`) SETTINGS s = 'x' FORMAT RowBinary\nD";
    Statement whole = StatementReader.read(text, true);
    for (int length = 0; length < text.length(); length++) {
      assertThat(StatementReader.read(text.substring(0, length), false))
          .as("first %d characters", length)
          .isInstanceOf(Statement.Unfinished.class);
    }
    assertThat(StatementReader.read(text, false)).isEqualTo(whole);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"'", "`", "\"", "/*", "--", "INSERT", "INSERT INTO", "INSERT INTO t (", "\\"})
  void brokenTextsEndSomewhere(String text) {
    assertThat(StatementReader.read(text, true)).isNotNull();
    assertThat(StatementReader.read(text, false)).isNotNull();
  }
}
