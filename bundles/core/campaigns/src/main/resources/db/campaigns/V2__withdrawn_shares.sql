-- When a share link was refused or withdrawn; empty for one that is there or still asked for.
ALTER TABLE campaigns_share ADD COLUMN gone_at ${instant};
