package dev.leeway.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.AgentSource;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.Span;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class IdentityTest {
  @Test
  void theAgentIsWhatTheSpanSaysElseTheMainAgentElseTheService() {
    Resource service = Requests.resource("service.name", "shop");
    Resource main = Requests.resource("service.name", "shop", "gen_ai.main_agent.name", "MainBot");
    Span.Builder silent = Requests.span("x");
    Span.Builder speaking = Requests.span("x", "gen_ai.agent.name", "ShopBot");
    assertThat(source(service, silent).agentName()).isEqualTo("shop");
    assertThat(source(main, silent).agentName()).isEqualTo("MainBot");
    assertThat(source(main, speaking).agentName()).isEqualTo("ShopBot");
    assertThat(source(main, Requests.span("x", "agent.name", "oi")).agentName()).isEqualTo("oi");
  }

  @Test
  void anUnknownServiceIsAnAgentOnlyForWantOfAnyOtherName() {
    Resource unknown = Requests.resource("service.name", "unknown_service:node");
    assertThat(source(unknown, Requests.span("x")).agentName()).isEqualTo("unknown_service:node");
    assertThat(source(unknown, Requests.span("x", "gen_ai.agent.name", "Bot")).agentName())
        .isEqualTo("Bot");
    assertThat(source(Requests.resource(), Requests.span("x")).agentName())
        .isEqualTo("unknown_service");
    assertThat(source(unknown, Requests.span("x")).serviceName()).isEqualTo("unknown_service:node");
  }

  @Test
  void theVersionIsTheAgentsElseTheServices() {
    Resource resource = Requests.resource("service.name", "shop", "service.version", "1.4.2");
    assertThat(source(resource, Requests.span("x")).agentVersion()).isEqualTo("1.4.2");
    assertThat(source(resource, Requests.span("x", "gen_ai.agent.version", "7")).agentVersion())
        .isEqualTo("7");
    assertThat(source(resource, Requests.span("x", "gen_ai.agent.version", "7")).serviceVersion())
        .isEqualTo("1.4.2");
  }

  @Test
  void whatIsDeployedStandsForAVersionThatNobodyCounts() {
    Span.Builder released = Requests.span("x", "langfuse.release", "r7");
    Resource bare = Requests.resource("service.name", "shop");
    assertThat(source(bare, released).agentVersion()).isEqualTo("r7");
    assertThat(source(bare, released).serviceVersion()).isEqualTo("r7");
    assertThat(source(bare, Requests.span("x", "vcs.ref.head.revision", "of another's code")))
        .extracting(AgentSource::agentVersion)
        .isEqualTo("");
    Resource revision = Requests.resource("vcs.ref.head.revision", "abc", "deployment.id", "d1");
    assertThat(source(revision, Requests.span("x")).agentVersion()).isEqualTo("d1");
    assertThat(source(revision, released).agentVersion()).isEqualTo("r7");
    Resource release = Requests.resource("langfuse.release", "r6");
    assertThat(source(release, Requests.span("x")).agentVersion()).isEqualTo("r6");
    Resource counted = Requests.resource("service.version", "1.4.2", "langfuse.release", "r6");
    assertThat(source(counted, released).agentVersion()).isEqualTo("1.4.2");
    assertThat(source(counted, Requests.span("x", "langfuse.version", "9")).agentVersion())
        .isEqualTo("9");
  }

  @Test
  void theEnvironmentHasTwoNamesAndADefault() {
    assertThat(source(Requests.resource(), Requests.span("x")).environment()).isEqualTo("default");
    assertThat(
            source(Requests.resource("deployment.environment", "old"), Requests.span("x"))
                .environment())
        .isEqualTo("old");
    assertThat(
            source(
                    Requests.resource(
                        "deployment.environment", "old", "deployment.environment.name", "new"),
                    Requests.span("x"))
                .environment())
        .isEqualTo("new");
  }

  @Test
  void theTenantComesFromTheCallerAlone() {
    AgentSource source =
        source(Requests.resource("tenant.id", "evil"), Requests.span("x", "tenant_id", "evil"));
    assertThat(source.tenantId()).isEqualTo("acme");
  }

  @Test
  void aUserIsAHashUnderTheTenantsKeyAndNowhereElse() {
    UserIdHasher hasher = new UserIdHasher("0123456789abcdef".getBytes(StandardCharsets.UTF_8));
    assertThat(hasher.hash("acme", "user-17")).matches("[0-9a-f]{32}");
    assertThat(hasher.hash("acme", "user-17")).isEqualTo(hasher.hash("acme", "user-17"));
    assertThat(hasher.hash("acme", "user-17")).isNotEqualTo(hasher.hash("other", "user-17"));
    assertThat(hasher.hash("acme", "user-17")).isNotEqualTo(hasher.hash("acme", "user-18"));
    AgentEvent event =
        Requests.map(
                Requests.span(
                    "x", "user.id", "user-17", "user.email", "a@b.example", "enduser.id", "e"))
            .event();
    assertThat(event.userIdHash()).hasSize(32);
    assertThat(event.toString()).doesNotContain("user-17").doesNotContain("a@b.example");
  }

  @Test
  void whatManyHostsNameThemselvesIsNotKept() {
    AgentEvent event =
        Requests.map(Requests.resource("host.name", "web-1"), "x", "", Requests.span("x")).event();
    assertThat(event.resourceAttributes()).isEmpty();
  }

  @Test
  void aConversationHasManyKeys() {
    for (String key :
        new String[] {
          "gen_ai.conversation.id", "session.id", "conversation.id", "gen_ai.thread.id"
        }) {
      assertThat(Requests.map(Requests.span("x", key, "c-1")).event().conversationId())
          .as(key)
          .isEqualTo("c-1");
    }
    assertThat(
            Requests.map(Requests.span("x", "session.id", "s", "gen_ai.conversation.id", "c"))
                .event()
                .conversationId())
        .isEqualTo("c");
  }

  @Test
  void aDataSourceIsNamedByOurKeyThenByGenAiThenByTheCollectionOfARetrieval() {
    assertThat(dataSource("data_source.id", "a", "gen_ai.data_source.id", "b")).isEqualTo("a");
    assertThat(dataSource("gen_ai.data_source.id", "b", "db.collection.name", "c")).isEqualTo("b");
    assertThat(dataSource("gen_ai.operation.name", "retrieval", "db.collection.name", "c"))
        .isEqualTo("c");
    assertThat(dataSource("db.system.name", "postgresql", "db.collection.name", "orders"))
        .isEmpty();
  }

  private static String dataSource(Object... attributes) {
    return Requests.map(Requests.span("x", attributes)).event().dataSourceId();
  }

  private static AgentSource source(Resource resource, Span.Builder span) {
    return Requests.map(resource, "x", "", span).event().source();
  }

  @Test
  void aSpanThatRepeatsKeysOfItsResourceKeepsItsOwnValues() {
    AgentEvent event =
        Requests.map(
                Requests.resource(
                    "service.name", "shop", "deployment.environment", "test", "telemetry.sdk", "x"),
                "test",
                "",
                Requests.span(
                    "chat gpt-4o-mini",
                    "gen_ai.operation.name",
                    "chat",
                    "gen_ai.provider.name",
                    "openai",
                    "gen_ai.request.model",
                    "gpt-4o-mini",
                    "telemetry.sdk",
                    "x",
                    "deployment.environment",
                    "test",
                    "service.name",
                    "shop"))
            .event();
    assertThat(event.operation()).isEqualTo("chat");
    assertThat(event.model().provider()).isEqualTo("openai");
    assertThat(event.model().model()).isEqualTo("gpt-4o-mini");
    assertThat(event.source().environment()).isEqualTo("test");
  }
}
