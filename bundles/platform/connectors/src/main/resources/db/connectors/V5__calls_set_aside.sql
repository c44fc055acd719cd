-- SPDX-License-Identifier: Apache-2.0
-- A call that cannot be taken waits beside the others, and is tried no more once it has waited too long.
ALTER TABLE connectors_call ADD COLUMN aside_at ${instant};  -- since when it waits apart for the reason that is noted
ALTER TABLE connectors_call ADD COLUMN try_at ${instant};    -- when it is tried again
ALTER TABLE connectors_call ADD COLUMN parked_at ${instant}; -- since when it is tried no more
UPDATE connectors_call SET aside_at = came_at, parked_at = came_at, headers = '{}' WHERE reason IS NOT NULL;
CREATE INDEX connectors_call_aside ON connectors_call (aside_at);
