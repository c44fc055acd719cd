-- The day that is being counted lies beside the sums, so that a batch of clicks writes one row for each link; it moves
-- to shortening_day when a click of a later day comes.
ALTER TABLE shortening_clicks ADD COLUMN latest_day BIGINT;               -- days since 1970-01-01, UTC; null before the first click
ALTER TABLE shortening_clicks ADD COLUMN day_people BIGINT DEFAULT 0 NOT NULL;
ALTER TABLE shortening_clicks ADD COLUMN day_uniques BIGINT DEFAULT 0 NOT NULL;
ALTER TABLE shortening_clicks ADD COLUMN day_robots BIGINT DEFAULT 0 NOT NULL;
