-- SPDX-License-Identifier: Apache-2.0
-- When the log is shortened its ids go with it, by position; the table's key has the bucket first.
CREATE INDEX bus_id_position ON bus_id (topic, position, bucket);

-- Asked for the steps of a trace: who has given a record up.
CREATE INDEX bus_parked_position ON bus_parked (topic, position);
