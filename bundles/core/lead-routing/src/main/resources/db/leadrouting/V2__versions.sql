-- Versions, so that nobody changes what somebody else has changed meanwhile.
ALTER TABLE leadrouting_scoring_rule ADD COLUMN version BIGINT DEFAULT 1 NOT NULL;
ALTER TABLE leadrouting_routing_rule ADD COLUMN version BIGINT DEFAULT 1 NOT NULL;  -- but not of the turn
ALTER TABLE leadrouting_lead ADD COLUMN version BIGINT DEFAULT 1 NOT NULL;          -- but not of score and profile
