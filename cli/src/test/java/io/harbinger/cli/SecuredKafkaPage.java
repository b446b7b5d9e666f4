package io.harbinger.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** What docs/how-to/operate.md tells of a Kafka that asks for a password. */
record SecuredKafkaPage(String text) {

  private static final Pattern CONFIG =
      Pattern.compile("```properties\n(# kafka.properties\n.*?)```", Pattern.DOTALL);
  private static final Pattern RIGHTS =
      Pattern.compile(
          "^\\| (topics|groups|transactional ids)( that begin with)? \\| (`.*`) \\| ([a-z, ]+) \\|$",
          Pattern.MULTILINE);
  private static final Pattern NAME = Pattern.compile("`([^`]+)`");

  static SecuredKafkaPage read(Path file) throws IOException {
    return new SecuredKafkaPage(Files.readString(file));
  }

  /** The example of a file for {@code --kafka-config}. */
  String config() {
    Matcher block = CONFIG.matcher(text);
    if (!block.find()) {
      throw new AssertionError("no block of properties that begins with '# kafka.properties'");
    }
    return block.group(1);
  }

  /** The rights that a user is said to need. */
  List<AclBinding> rights(String user) {
    List<AclBinding> rights = new ArrayList<>();
    Matcher row = RIGHTS.matcher(text);
    while (row.find()) {
      PatternType pattern = row.group(2) == null ? PatternType.LITERAL : PatternType.PREFIXED;
      Matcher name = NAME.matcher(row.group(3));
      while (name.find()) {
        ResourcePattern resource = new ResourcePattern(type(row.group(1)), name.group(1), pattern);
        for (String right : row.group(4).split(", ")) {
          rights.add(new AclBinding(resource, entry(user, right)));
        }
      }
    }
    return rights;
  }

  private static ResourceType type(String word) {
    return switch (word) {
      case "topics" -> ResourceType.TOPIC;
      case "groups" -> ResourceType.GROUP;
      default -> ResourceType.TRANSACTIONAL_ID;
    };
  }

  private static AccessControlEntry entry(String user, String right) {
    return new AccessControlEntry(
        "User:" + user,
        "*",
        AclOperation.valueOf(right.toUpperCase(Locale.ROOT)),
        AclPermissionType.ALLOW);
  }
}
