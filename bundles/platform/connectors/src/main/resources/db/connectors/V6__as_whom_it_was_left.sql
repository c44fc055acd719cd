-- SPDX-License-Identifier: Apache-2.0
-- What a system has told belongs to whoever was signed in.
ALTER TABLE connectors_sign_in ADD COLUMN left_as VARCHAR(500); -- as whom it was signed out, the system's lasting id
