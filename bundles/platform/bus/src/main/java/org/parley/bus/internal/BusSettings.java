// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import org.osgi.service.component.annotations.ComponentPropertyType;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Hub settings of the bus. */
@ObjectClassDefinition(
    id = BusSettings.PID,
    pid = BusSettings.PID,
    name = "Bus",
    description = "How records are carried")
@ComponentPropertyType
public @interface BusSettings {
  /** The PID of these settings. */
  String PID = "org.parley.bus";

  @AttributeDefinition(description = "How often a record is tried before it is parked")
  int retry_tries() default 12;

  @AttributeDefinition(
      description = "The pause after the first failure; it doubles with each further one")
  long retry_first_millis() default 500;

  @AttributeDefinition(
      description = "The longest pause between two tries, unless the other side asks for more")
  long retry_longest_millis() default 600_000;

  @AttributeDefinition(
      description =
          "How much memory the hub's own records, such as clicks, may take until they are stored,"
              + " before callers are refused; beyond as much again, records that wait for their"
              + " positions are read from the log when it is their turn")
  long queue_bytes() default 33_554_432;

  @AttributeDefinition(description = "How much of each topic's newest records is kept in memory")
  long memory_bytes() default 4_194_304;

  @AttributeDefinition(description = "How long a reader that goes may finish what it has in hand")
  long stop_millis() default 5_000;

  @AttributeDefinition(
      description = "How many days records stay in the log after every group is done with them")
  int retention_days() default 30;

  @AttributeDefinition(
      description =
          "How much of each topic stays in the log, however young, after every group is done with it")
  long retention_bytes() default 10_737_418_240L;

  @AttributeDefinition(
      description =
          "The first brokers of Kafka to ask, such as kafka-1:9092,kafka-2:9092; with it all hubs of"
              + " a database share the reading, without it one of them reads everything. Needs the"
              + " feature kafka")
  String kafka_bootstrap_servers() default "";

  @AttributeDefinition(
      description = "What stands before the names of topics and consumer groups at Kafka")
  String kafka_topic_prefix() default "parley.";

  @AttributeDefinition(
      description = "Into how many partitions a topic is cut when it is made at Kafka")
  int kafka_partitions() default 12;

  @AttributeDefinition(
      description =
          "How many copies Kafka keeps of a topic that is made there; -1 for the brokers' default")
  int kafka_replicas() default -1;

  @AttributeDefinition(
      description = "How many days Kafka keeps the records of a topic that is made there")
  int kafka_retention_days() default 7;

  @AttributeDefinition(
      description =
          "A file of further settings of Kafka's client, such as security.protocol and"
              + " sasl.jaas.config, that only its owner may read, relative to the hub's settings")
  String kafka_properties_file() default "";
}
