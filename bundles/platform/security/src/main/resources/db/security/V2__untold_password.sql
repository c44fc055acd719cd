-- SPDX-License-Identifier: Apache-2.0
-- The first run's password was made up by the hub and has not been shown yet: the next start shows another one.
ALTER TABLE security_user ADD COLUMN untold BOOLEAN DEFAULT FALSE NOT NULL;
