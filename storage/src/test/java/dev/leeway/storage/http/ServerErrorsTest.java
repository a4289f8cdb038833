package dev.leeway.storage.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerErrorsTest {
  @ParameterizedTest(name = "status {0}, code {1}: retryable {2}")
  @CsvSource({
    "500, 241, true", // MEMORY_LIMIT_EXCEEDED
    "500, 243, true", // NOT_ENOUGH_SPACE
    "500, 252, true", // TOO_MANY_PARTS
    "500, 319, true", // UNKNOWN_STATUS_OF_INSERT
    "500, 99999, true",
    "503, 0, true",
    "502, 0, true",
    "404, 60, false", // UNKNOWN_TABLE
    "400, 62, false", // SYNTAX_ERROR
    "403, 516, false", // AUTHENTICATION_FAILED
    "500, 164, false", // READONLY
    "401, 0, false",
    "404, 0, false"
  })
  void knowsWhatCanPass(int status, int code, boolean retryable) {
    assertThat(ServerErrors.retryable(status, code)).isEqualTo(retryable);
  }
}
