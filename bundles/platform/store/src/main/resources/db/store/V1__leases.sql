-- SPDX-License-Identifier: Apache-2.0
-- The hubs that share the database and live.
CREATE TABLE store_hub (
  id ${id} NOT NULL,              -- drawn anew at each start
  beat BIGINT NOT NULL,           -- moved on by the hub again and again; standing still means that it is gone
  CONSTRAINT store_hub_pk PRIMARY KEY (id)
);

-- What only one hub does at a time.
CREATE TABLE store_lease (
  name VARCHAR(120) NOT NULL,     -- what it is
  holder ${id},                   -- the hub that does it; null for none
  epoch BIGINT NOT NULL,          -- how often it was taken, by which one who was overtaken is told from its successor
  CONSTRAINT store_lease_pk PRIMARY KEY (name)
);
