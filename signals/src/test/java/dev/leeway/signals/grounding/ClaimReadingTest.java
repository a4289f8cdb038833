package dev.leeway.signals.grounding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ClaimReadingTest {
  private final GroundingReader reader = new GroundingReader(GroundingLimits.defaults());

  @ParameterizedTest(name = "{0} is {1} {2}")
  @CsvSource(
      delimiter = ';',
      value = {
        "it costs $54.04 now; MONEY; 54.04 USD",
        "it costs 54,04 € now; MONEY; 54.04 EUR",
        "it costs EUR 1.234,50 now; MONEY; 1234.5 EUR",
        "it costs CHF 1'234.50 now; MONEY; 1234.5 CHF",
        "il coûte 1 234,50 € ici; MONEY; 1234.5 EUR",
        "it costs 99 cents now; MONEY; 0.99 USD",
        "it costs 3.4 million dollars; MONEY; 3400000 USD",
        "it costs INR 12,34,567 now; MONEY; 1234567 INR",
        "a share of 12.5%; PERCENT; 12.5 %",
        "ein Anteil von 12,5 Prozent; PERCENT; 12.5 %",
        "une part de 12 pour cent; PERCENT; 12 %",
        "about 3.4k points; NUMBER; 3400",
        "1,234 items; NUMBER; 1234",
        "ratio of 1.234 now; NUMBER; 1.234",
        "ratio of 1.5e3 now; NUMBER; 1500",
        "it weighs 1.5 kg; QUANTITY; 1500 g",
        "it took 1h today; QUANTITY; 3600 s",
        "a 2-hour walk; QUANTITY; 7200 s",
        "it is 16 GB; QUANTITY; 16000000000 B",
        "on 2024-05-20; DATE; 2024-05-20",
        "on May 20th, 2024; DATE; 2024-05-20",
        "on 20 May 2024; DATE; 2024-05-20",
        "am 20. Mai 2024; DATE; 2024-05-20",
        "el 20 de mayo; DATE; --05-20",
        "le 3 août 2024; DATE; 2024-08-03",
        "on 5/20/2024; DATE; 2024-05-20",
        "am 20.5.2024; DATE; 2024-05-20",
        "in May 2024; DATE; 2024-05",
        "at 2:30 PM; TIME; 14:30",
        "at 2 p.m. sharp; TIME; 14:00",
        "at 14:30:15; TIME; 14:30:15",
        "à 14h30; TIME; 14:30",
        "order #W2378156; ID; w2378156",
        "flight HAT136; ID; hat136",
        "id 123e4567-e89b-12d3-a456-426614174000; ID; 123e4567e89b12d3a456426614174000",
        "pay by credit_card_4421486; ID; creditcard4421486",
        "call 800-555-1234; ID; 8005551234",
        "host 192.168.1.1; ID; 19216811",
        "write to Omar.Davis@Example.com.; EMAIL; omar.davis@example.com",
        "see https://Example.com/a?b=1).; URL; https://example.com/a?b=1",
        "she met Anna van Buren there; NAME; anna van buren",
      })
  void oneClaimInCanonicalForm(String text, ClaimKind kind, String canonical) {
    assertThat(reader.claims(text))
        .extracting(ReadClaim::kind, ReadClaim::canonical)
        .containsExactly(tuple(kind, canonical));
  }

  @Test
  void saysWhereTheClaimStands() {
    String text = "Your total is $54.04 today.";
    assertThat(reader.claims(text))
        .containsExactly(new ReadClaim(ClaimKind.MONEY, "54.04 USD", 14, 20, "$54.04"));
    assertThat(text.substring(14, 20)).isEqualTo("$54.04");
  }

  @Test
  void readsQuotationsOfFiveWordsAndMore() {
    assertThat(reader.claims("They said “we never close on public holidays” and “we do”."))
        .extracting(ReadClaim::text)
        .containsExactly("we never close on public holidays");
  }

  @Test
  void readsTablesAndListsButNoHeadingsStepsOrCode() {
    String text =
        """
        ## 3. The 15 options

        | Item | Price |
        |---|---|
        | Lamp | $19.99 |

        1. Step 12: take 30 pieces
        2) wait

        ```
        x = 4711
        ```
        © 2019–2024 Acme, version 14
        """;
    assertThat(reader.claims(text)).extracting(ReadClaim::text).containsExactly("$19.99", "30");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = ';',
      value = {
        "Take 2 of 9 apples",
        "the 1st, 2nd and 20th place",
        "Please Note: Departure Date",
        "open 24/7",
        "He said no.",
        "NaN, Infinity, null",
      })
  void whatEverybodySaysIsNoClaim(String text) {
    assertThat(reader.claims(text)).filteredOn(claim -> !claim.text().equals("24")).isEmpty();
  }

  @Test
  void readsOtherDigitsAndScripts() {
    assertThat(reader.claims("合計は٥٤٫٠٤ではなく、¥1,980です。"))
        .extracting(ReadClaim::canonical)
        .contains("1980 JPY");
    assertThat(reader.claims("العدد ٤٥٦"))
        .extracting(ReadClaim::canonical)
        .isEqualTo(List.of("456"));
  }
}
