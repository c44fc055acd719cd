-- SPDX-License-Identifier: Apache-2.0
-- What nobody tells any longer is forgotten, the oldest of an account first.
CREATE INDEX connectors_seen_age ON connectors_seen (account, seen_at);
