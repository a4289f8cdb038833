package dev.leeway.clickhouse.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leeway.clickhouse.engine.QueryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AccessTokenTest {
  @TempDir private Path home;

  @Test
  void theTokenIsMadeOnceAndReadByItsOwnerOnly() throws IOException {
    Path file = home.resolve("deep").resolve("token");

    String first = AccessToken.at(file).value();

    assertThat(AccessToken.at(file).value()).isEqualTo(first).hasSize(48);
    assertThat(Files.getPosixFilePermissions(file)).hasToString("[OWNER_READ, OWNER_WRITE]");
    try (var files = Files.list(home.resolve("deep"))) {
      assertThat(files.count()).isEqualTo(1);
    }
  }

  @Test
  void credentialsMeanOwnerGuestOrNobody() throws Exception {
    AccessToken token = AccessToken.at(home.resolve("token"));

    assertThat(token.accessOf(new Credentials("leeway", token.value()))).isEqualTo(Access.OWNER);
    assertThat(token.accessOf(new Credentials("", token.value()))).isEqualTo(Access.OWNER);
    assertThat(token.accessOf(new Credentials("default", ""))).isEqualTo(Access.GUEST);
    assertThatThrownBy(() -> token.accessOf(new Credentials("leeway", token.value() + "x")))
        .isInstanceOf(QueryException.class);
    assertThatThrownBy(() -> token.accessOf(new Credentials("root", token.value())))
        .hasMessageContaining("came: root");
  }

  @Test
  void anEmptyFileIsNoToken() throws IOException {
    Path file = Files.writeString(home.resolve("token"), "\n");

    assertThatThrownBy(() -> AccessToken.at(file)).hasMessageContaining("expected a token");
  }

  @Test
  void credentialsDoNotPrintTheirPassword() {
    assertThat(new Credentials("leeway", "secret"))
        .hasToString("Credentials[user=leeway, password=***]");
  }
}
