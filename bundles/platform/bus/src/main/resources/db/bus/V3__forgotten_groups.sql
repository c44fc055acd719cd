-- SPDX-License-Identifier: Apache-2.0
-- A group whose reader will not come back; should it come nevertheless, its lanes tell where it goes on.
ALTER TABLE bus_group ADD COLUMN forgotten BOOLEAN DEFAULT FALSE NOT NULL;
