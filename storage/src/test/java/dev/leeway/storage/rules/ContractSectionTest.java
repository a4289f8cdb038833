package dev.leeway.storage.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.rules.ContractRules;
import dev.leeway.signals.rules.RulesRead;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The section {@code contracts} as people write it, schemas of files among it. */
final class ContractSectionTest {
  @TempDir private Path folder;

  @Test
  void anInlineSchemaIsTheSameAsJson() {
    List<ContractRules.Entry> entries =
        entries(
            RulesFile.parse(
                """
                contracts:
                  - agent: shop-*
                    route: POST /checkout
                    schema:
                      type: object
                      required: [id]
                      properties:
                        id: {const: "7"}
                        total: {type: [number, 'null'], minimum: 0.5}
                      additionalProperties: false
                    page_on: first
                """));
    assertThat(entries)
        .singleElement()
        .satisfies(entry -> {
          assertThat(entry.route().glob()).isEqualTo("POST /checkout");
          assertThat(entry.pageOn()).isEqualTo(ContractRules.PageOn.FIRST);
          assertThat(entry.schema())
              .isEqualTo(
                  "{\"additionalProperties\":false,\"properties\":{\"id\":{\"const\":\"7\"},"
                      + "\"total\":{\"minimum\":0.5,\"type\":[\"number\",\"null\"]}},"
                      + "\"required\":[\"id\"],\"type\":\"object\"}");
        });
  }

  @Test
  void aSchemaMayStandInAFileBesideTheRules() throws IOException {
    Files.writeString(folder.resolve("order.json"), "{\"type\": \"object\"}");
    assertThat(entries(read("contracts:\n  - {agent: shop, schema_file: order.json}\n")))
        .singleElement()
        .satisfies(entry -> {
          assertThat(entry.schema()).isEqualTo("{\"type\":\"object\"}");
          assertThat(entry.pageOn()).isEqualTo(ContractRules.PageOn.SHARE);
        });
  }

  @Test
  void whatNoSchemaCanSayIsToldWithLineAndPath() {
    RulesRead read =
        RulesFile.parse(
            """
            contracts:
              - schema:
                  type: objekt
                  requird: [id]
                  properties:
                    id: {minLength: long}
              - agent: shop
              - {json: on, page_on: always}
            """);
    assertThat(((RulesRead.Bad) read).problems())
        .containsExactly(
            "line 3: contracts[1].schema.type: expected one of array, boolean, integer, null,"
                + " number, object, string, came 'objekt'",
            "line 4: contracts[1].schema: no keyword 'requird'; nearest: required",
            "line 6: contracts[1].schema.properties.id.minLength: expected a number, came 'long'",
            "line 7: contracts[2]: expected one of schema, schema_file and json: on, came 0 of them",
            "line 8: contracts[3].page_on: expected one of share, first, came 'always'");
  }

  @Test
  void whatIsWrongWithAFileIsToldWithItsNameAndItsOwnLine() throws IOException {
    Files.writeString(folder.resolve("bad.json"), "{\n \"type\": \"numbr\"\n}");
    RulesRead read =
        read(
            """
            contracts:
              - schema_file: bad.json
              - schema_file: none.json
            """);
    String rules = folder.resolve("rules.yaml").toString();
    assertThat(((RulesRead.Bad) read).problems())
        .containsExactly(
            rules
                + ": line 2: contracts[1].schema_file: bad.json: line 2: type: expected one of"
                + " array, boolean, integer, null, number, object, string, came 'numbr'",
            rules
                + ": line 3: contracts[2].schema_file: none.json: there is no such file in "
                + folder);
  }

  @Test
  void aTextThatWasSentHasNoFilesBesideIt() {
    RulesRead read = RulesFile.parse("contracts:\n  - schema_file: order.json\n");
    assertThat(((RulesRead.Bad) read).problems())
        .singleElement()
        .asString()
        .startsWith("line 2: contracts[1].schema_file: expected a JSON Schema");
  }

  private RulesRead read(String rules) throws IOException {
    Path file = Files.writeString(folder.resolve("rules.yaml"), rules);
    return RulesFile.read(file);
  }

  private static List<ContractRules.Entry> entries(RulesRead read) {
    assertThat(read).isInstanceOf(RulesRead.Good.class);
    return ((RulesRead.Good) read).book().of(ContractRules.SECTION).entries();
  }
}
