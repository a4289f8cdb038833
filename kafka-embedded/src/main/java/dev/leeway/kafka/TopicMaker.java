package dev.leeway.kafka;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;

/**
 * Brings a broker's topics to a plan: creates what is missing, adds partitions, sets what differs.
 * Never takes partitions or records away.
 */
final class TopicMaker {
  private static final short ONE_REPLICA = 1;

  private final Admin admin;
  private final long timeoutMillis;

  TopicMaker(Admin admin, long timeoutMillis) {
    this.admin = admin;
    this.timeoutMillis = timeoutMillis;
  }

  void apply(TopicPlan plan) throws ExecutionException, InterruptedException, TimeoutException {
    Collection<String> present =
        admin.listTopics().names().get(timeoutMillis, TimeUnit.MILLISECONDS);
    List<NewTopic> missing = new ArrayList<>();
    List<TopicPlan.Topic> kept = new ArrayList<>();
    for (TopicPlan.Topic topic : plan.topics()) {
      if (present.contains(topic.name())) {
        kept.add(topic);
      } else {
        missing.add(
            new NewTopic(topic.name(), topic.partitions(), ONE_REPLICA).configs(topic.settings()));
      }
    }
    admin.createTopics(missing).all().get(timeoutMillis, TimeUnit.MILLISECONDS);
    addPartitions(kept);
    alterSettings(kept);
  }

  private void addPartitions(List<TopicPlan.Topic> kept)
      throws ExecutionException, InterruptedException, TimeoutException {
    Map<String, TopicDescription> described =
        admin
            .describeTopics(kept.stream().map(TopicPlan.Topic::name).toList())
            .allTopicNames()
            .get(timeoutMillis, TimeUnit.MILLISECONDS);
    Map<String, NewPartitions> wider = new HashMap<>();
    for (TopicPlan.Topic topic : kept) {
      TopicDescription description = described.get(topic.name());
      if (description != null && description.partitions().size() < topic.partitions()) {
        wider.put(topic.name(), NewPartitions.increaseTo(topic.partitions()));
      }
    }
    admin.createPartitions(wider).all().get(timeoutMillis, TimeUnit.MILLISECONDS);
  }

  private void alterSettings(List<TopicPlan.Topic> kept)
      throws ExecutionException, InterruptedException, TimeoutException {
    Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
    for (TopicPlan.Topic topic : kept) {
      List<AlterConfigOp> operations = new ArrayList<>();
      topic
          .settings()
          .forEach((key, value) ->
              operations.add(
                  new AlterConfigOp(new ConfigEntry(key, value), AlterConfigOp.OpType.SET)));
      changes.put(new ConfigResource(ConfigResource.Type.TOPIC, topic.name()), operations);
    }
    admin.incrementalAlterConfigs(changes).all().get(timeoutMillis, TimeUnit.MILLISECONDS);
  }
}
