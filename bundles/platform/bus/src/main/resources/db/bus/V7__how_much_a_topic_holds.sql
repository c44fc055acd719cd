-- SPDX-License-Identifier: Apache-2.0
-- How many bytes of records a topic has ever been given; a row notes it as it was with that row.
ALTER TABLE bus_topic ADD COLUMN written BIGINT DEFAULT 0 NOT NULL;     -- up to its last row
ALTER TABLE bus_sequence ADD COLUMN written BIGINT DEFAULT 0 NOT NULL;  -- up to this row
