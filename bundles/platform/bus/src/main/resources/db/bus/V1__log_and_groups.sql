-- SPDX-License-Identifier: Apache-2.0
-- The log: what was appended, in batches, as its writers committed it.
CREATE TABLE bus_log (
  id ${identity} NOT NULL,        -- drawn while the row's aggregates are locked: orders the records of a key
  topic VARCHAR(64) NOT NULL,     -- which topic all records of the row belong to
  records INTEGER NOT NULL,       -- how many records the body holds
  written_at ${instant} NOT NULL, -- when the row was written, by the clock of the writing hub
  body ${bytes} NOT NULL,         -- the records: envelope in binary, data in JSON
  CONSTRAINT bus_log_pk PRIMARY KEY (id)
);

-- Committed rows of the log that the sequencer has not numbered yet.
CREATE TABLE bus_pending (
  log_id BIGINT NOT NULL,         -- the row of bus_log
  CONSTRAINT bus_pending_pk PRIMARY KEY (log_id)
);

-- How far each topic is numbered; every numbering moves it on, so two sequencers cannot both succeed.
CREATE TABLE bus_topic (
  topic VARCHAR(64) NOT NULL,     -- its name
  next_position BIGINT NOT NULL,  -- the position that its next record gets; the first is 1
  CONSTRAINT bus_topic_pk PRIMARY KEY (topic)
);

-- The positions of numbered rows; readers know nothing but these.
CREATE TABLE bus_sequence (
  topic VARCHAR(64) NOT NULL,     -- the topic
  position BIGINT NOT NULL,       -- the position of the row's first record; the others follow on
  records INTEGER NOT NULL,       -- how many positions the row takes
  log_id BIGINT NOT NULL,         -- the row of bus_log
  repeated ${bytes},              -- a bit set of the records whose id was in the topic before; null for none
  marks ${bytes} NOT NULL,        -- short hashes of the ids and traces of its records, to find them again
  CONSTRAINT bus_sequence_pk PRIMARY KEY (topic, position)
);

CREATE UNIQUE INDEX bus_sequence_log ON bus_sequence (log_id);

-- Every record id in the log, so that a repeated one is recognised; kept as long as the log.
CREATE TABLE bus_id (
  topic VARCHAR(64) NOT NULL,     -- the topic
  bucket BIGINT NOT NULL,         -- ids born in one second share a bucket; others have one by hash, negative
  position BIGINT NOT NULL,       -- the highest position when the ids were noted
  ids ${bytes} NOT NULL,          -- the ids, 16 bytes each
  CONSTRAINT bus_id_pk PRIMARY KEY (topic, bucket, position)
);

-- The groups that have ever read.
CREATE TABLE bus_group (
  name VARCHAR(120) NOT NULL,     -- its lasting name
  topic VARCHAR(64) NOT NULL,     -- what it reads
  types VARCHAR(2000) NOT NULL,   -- the record types that it wants, by comma; empty for all
  paused BOOLEAN NOT NULL,        -- whether an administrator has stopped feeding it
  created_at ${instant} NOT NULL, -- when it first appeared
  CONSTRAINT bus_group_pk PRIMARY KEY (name)
);

-- How far each lane of a group has come; a lane reads the keys whose hash falls to it.
CREATE TABLE bus_lane (
  group_name VARCHAR(120) NOT NULL, -- the group
  lane INTEGER NOT NULL,          -- from 0
  lanes INTEGER NOT NULL,         -- how many lanes the group had when this was written
  position BIGINT NOT NULL,       -- everything of the lane up to here is done or in bus_open
  version BIGINT NOT NULL,        -- moved on by every write, so that a reader that was replaced cannot write
  CONSTRAINT bus_lane_pk PRIMARY KEY (group_name, lane)
);

-- Records behind a lane's position that its group is not done with.
CREATE TABLE bus_open (
  group_name VARCHAR(120) NOT NULL, -- the group
  position BIGINT NOT NULL,       -- the record
  record_key VARCHAR(512) NOT NULL, -- its partition key: later ones of the key wait for it
  attempts INTEGER NOT NULL,      -- how often it has failed
  due_at ${instant} NOT NULL,     -- when it may be tried again
  reason VARCHAR(2000) NOT NULL,  -- why it failed last
  CONSTRAINT bus_open_pk PRIMARY KEY (group_name, position)
);

-- Records that a group has given up, with all that is needed to try them again.
CREATE TABLE bus_parked (
  id ${id} NOT NULL,              -- of the parked entry
  group_name VARCHAR(120) NOT NULL, -- who gave it up
  topic VARCHAR(64) NOT NULL,     -- its topic
  position BIGINT NOT NULL,       -- where it stood in the log
  record ${bytes} NOT NULL,       -- the record as it was written, also when it cannot be read
  fault VARCHAR(20) NOT NULL,     -- who must act
  reason VARCHAR(2000) NOT NULL,  -- why it was given up
  attempts INTEGER NOT NULL,      -- how often it was tried
  parked_at ${instant} NOT NULL,  -- when
  replay_at ${instant},           -- when it is to be handed out again; null while nobody asked for that
  CONSTRAINT bus_parked_pk PRIMARY KEY (id)
);

-- Asked once a second: what somebody wants to be tried again.
CREATE INDEX bus_parked_replay ON bus_parked (replay_at);

-- What only one hub does at a time.
CREATE TABLE bus_lease (
  name VARCHAR(40) NOT NULL,      -- what it is for
  holder ${id},                   -- the hub that does it, by an id it draws when it starts; null for none
  epoch BIGINT NOT NULL,          -- how often it has changed hands
  beat BIGINT NOT NULL,           -- moved on by the holder once a second; who sees it stand still may take over
  CONSTRAINT bus_lease_pk PRIMARY KEY (name)
);
