-- SPDX-License-Identifier: Apache-2.0
-- Answers name what they answer in the system's words.
ALTER TABLE connectors_delivery ADD COLUMN remote_key ${id}; -- first 16 bytes of the SHA-256 of remote_id
CREATE INDEX connectors_delivery_remote ON connectors_delivery (remote_key);

-- Calls by systems that were answered and have still to be understood.
CREATE TABLE connectors_call (
  id ${id} NOT NULL PRIMARY KEY,       -- UUIDv7, so in the order in which they came
  account ${id} NOT NULL,              -- whose
  headers ${text} NOT NULL,            -- by name in lower case, as JSON
  body ${bytes} NOT NULL,              -- the very bytes that came
  came_at ${instant} NOT NULL,         -- when
  reason ${text}                       -- why it cannot be understood, once that is known
);
CREATE INDEX connectors_call_account ON connectors_call (account, id);
