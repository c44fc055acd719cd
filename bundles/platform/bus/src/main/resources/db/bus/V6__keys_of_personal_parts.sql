-- SPDX-License-Identifier: Apache-2.0
-- The keys under which records say what is personal; whoever is erased has theirs destroyed, wherever the records are.
CREATE TABLE bus_key (
  id ${id} NOT NULL,                -- named by each record that needs it
  record_key VARCHAR(512) NOT NULL, -- the partition key of those records
  secret ${bytes} NOT NULL,         -- AES, 128 bits
  made_at ${instant} NOT NULL,      -- it writes for hours and reads as long as the log
  CONSTRAINT bus_key_pk PRIMARY KEY (id)
);
CREATE INDEX bus_key_record_key ON bus_key (record_key);
CREATE INDEX bus_key_made_at ON bus_key (made_at);

-- How often keys were destroyed, in one row: who remembers another number may hold keys that are gone.
CREATE TABLE bus_erasure (
  id INTEGER NOT NULL,              -- 1
  erasures BIGINT NOT NULL,
  CONSTRAINT bus_erasure_pk PRIMARY KEY (id)
);
INSERT INTO bus_erasure (id, erasures) VALUES (1, 0);

-- A parked record outlives its row of the log, so its key must too.
ALTER TABLE bus_parked ADD COLUMN key_id ${id}; -- the key of its personal parts; null where it has none
