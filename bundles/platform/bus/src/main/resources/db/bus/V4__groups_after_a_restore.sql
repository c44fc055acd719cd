-- SPDX-License-Identifier: Apache-2.0
-- A group that calls the world outside starts paused once after the database was put back from a backup.
ALTER TABLE bus_group ADD COLUMN restored_at ${instant};                      -- the last restore that it has taken note of
ALTER TABLE bus_group ADD COLUMN held BOOLEAN DEFAULT FALSE NOT NULL;         -- whether it is paused because of that
