-- SPDX-License-Identifier: Apache-2.0
-- How far each topic is at a broker that carries records to all hubs; empty while there is none.
CREATE TABLE bus_relay (
  topic VARCHAR(64) NOT NULL,          -- the topic
  destination VARCHAR(250) NOT NULL,   -- its name at the broker; empty before it is there
  partitions INTEGER NOT NULL,         -- into how many partitions keys are spread there
  position BIGINT NOT NULL,            -- the broker has everything up to here
  CONSTRAINT bus_relay_pk PRIMARY KEY (topic)
);
