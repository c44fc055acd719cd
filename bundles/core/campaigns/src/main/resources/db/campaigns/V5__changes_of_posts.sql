-- Changes of posts that stand.
ALTER TABLE campaigns_post ADD COLUMN next_text ${text};  -- what its text becomes once the network has changed it
ALTER TABLE campaigns_post ADD COLUMN revision ${id};     -- the change that is under way, or was last
