// SPDX-License-Identifier: Apache-2.0
package org.parley.api.bus;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.osgi.annotation.versioning.ProviderType;
import org.parley.api.Fault;
import org.parley.api.PageRequest;
import org.parley.api.Paged;

/** What an administrator sees of the bus and does to it. */
@ProviderType
public interface BusDesk {
  List<TopicStatus> topics();

  List<GroupStatus> groups();

  /** Parked records, the youngest first. */
  Paged<ParkedRecord> parked(PageRequest page);

  /**
   * Hands a parked record to its group once more, marked as replayed.
   *
   * @throws org.parley.api.NotFound when no such record is parked
   * @throws org.parley.api.Conflict when its group is forgotten
   */
  void replay(UUID parked);

  /**
   * Gives a parked record up for good.
   *
   * @throws org.parley.api.NotFound when no such record is parked
   */
  void discard(UUID parked);

  /**
   * The groups that call the world outside and wait since the database was put back from a backup:
   * what they have sent after it was made is unknown to the hub. A person compares, then resumes
   * them.
   */
  List<String> heldByRestore();

  /**
   * The groups that have so much still to read, waiting or for want of a reader, that the log holds
   * more than {@code retention.bytes} for them. As it was within the last minute, on the hub that
   * shortens the log; empty on others.
   */
  default List<HeldLog> heldLogs() {
    return List.of();
  }

  /** Stops feeding a group; its records wait. */
  void pause(String group);

  /** Feeds a paused group again from where it stood. */
  void resume(String group);

  /**
   * Forgets a group that nobody reads as any more, so that the log need not be kept for it. What it
   * has not read is passed over; what it has parked stays as long as the log and can be discarded.
   * Should its reader come back, it reads what was written since.
   *
   * @throws org.parley.api.NotFound when there is no such group
   * @throws org.parley.api.Conflict when somebody reads as that group
   */
  void forget(String group);

  /**
   * Everything that happened in the trace of a record, in order: the records and which groups have
   * read them.
   */
  List<TraceStep> trace(UUID record);

  /**
   * @param last the position of the newest record, 0 when there is none
   * @param records how many records the log still holds
   */
  record TopicStatus(String topic, long last, long records) {}

  /**
   * @param position everything up to here is done with
   * @param lag how many records of its topic lie behind that
   * @param waiting how many records wait for another try
   * @param parked how many records are parked
   * @param fed whether a reader is there and the group is not paused
   */
  record GroupStatus(
      String group,
      String topic,
      long position,
      long lag,
      long waiting,
      long parked,
      boolean fed,
      boolean paused) {}

  /**
   * @param id of the parked entry
   * @param data the record as JSON, for a person to read
   * @param attempts how often it was tried
   */
  record ParkedRecord(
      UUID id,
      String group,
      BusRecord record,
      String data,
      Fault fault,
      String reason,
      int attempts,
      Instant parkedAt) {}

  /**
   * @param readBy the groups that are done with it
   */
  record TraceStep(BusRecord record, List<String> readBy) {}

  /**
   * What a group keeps in the log.
   *
   * @param topic which it reads
   * @param group its name
   * @param bytes of records behind the first that it is not done with
   */
  record HeldLog(String topic, String group, long bytes) {}
}
