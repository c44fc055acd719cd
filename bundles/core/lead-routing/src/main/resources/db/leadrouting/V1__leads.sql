-- Points for what people do or are.
CREATE TABLE leadrouting_scoring_rule (
  id ${id} NOT NULL PRIMARY KEY,
  name VARCHAR(200) NOT NULL,
  interaction VARCHAR(100),                     -- the interaction type, or null for a rule on an attribute
  attribute VARCHAR(100),
  expected VARCHAR(200),                        -- the attribute's value, letter case ignored
  points INTEGER NOT NULL,
  half_life_days INTEGER NOT NULL               -- 0: the points stay
);

-- Who decides the owner, in order.
CREATE TABLE leadrouting_routing_rule (
  id ${id} NOT NULL PRIMARY KEY,
  place INTEGER NOT NULL,
  name VARCHAR(200) NOT NULL,
  country VARCHAR(100),
  language VARCHAR(100),
  interest VARCHAR(200),
  network VARCHAR(100),
  minimum_score INTEGER,                        -- null: any score
  account ${id},                                -- the CRM account, or null when the owners work in the hub
  turn INTEGER NOT NULL                         -- how many leads it has given out, for taking owners in turn
);

-- The owners of a rule, in turn.
CREATE TABLE leadrouting_rule_owner (
  rule ${id} NOT NULL REFERENCES leadrouting_routing_rule (id),
  place INTEGER NOT NULL,
  owner VARCHAR(200) NOT NULL,
  PRIMARY KEY (rule, place)
);

-- What profiles did, as far as scores and stories need it.
CREATE TABLE leadrouting_activity (
  id ${id} NOT NULL PRIMARY KEY,                -- the interaction's id
  profile ${id} NOT NULL,                       -- whose it is now
  first_profile ${id} NOT NULL,                 -- whose it was when it came, for a merge that is undone
  type VARCHAR(100) NOT NULL,
  detail VARCHAR(500) NOT NULL,                 -- for the story, one sentence
  at_time ${instant} NOT NULL,
  campaign ${id},
  message ${id},
  post ${id},
  mailing ${id},
  account ${id},
  network VARCHAR(100),
  sharer ${id}
);
CREATE INDEX leadrouting_activity_profile ON leadrouting_activity (profile, at_time);

-- Sales interests.
CREATE TABLE leadrouting_lead (
  id ${id} NOT NULL PRIMARY KEY,
  profile ${id} NOT NULL,
  first_profile ${id} NOT NULL,
  interest VARCHAR(200) NOT NULL,
  stage VARCHAR(20) NOT NULL,                   -- Lead.Stage
  score INTEGER NOT NULL,
  owner VARCHAR(200),
  crm_account ${id},
  remote_id VARCHAR(500),
  rule VARCHAR(200),
  reason VARCHAR(1000),
  campaign ${id},
  message ${id},
  post ${id},
  mailing ${id},
  account ${id},
  network VARCHAR(100),
  sharer ${id},
  amount BIGINT,                                -- minor units
  currency CHAR(3),
  created_at ${instant} NOT NULL,
  changed_at ${instant} NOT NULL
);
CREATE INDEX leadrouting_lead_profile ON leadrouting_lead (profile);

-- What the scores of leads are made of, as they were last counted.
CREATE TABLE leadrouting_points (
  lead ${id} NOT NULL REFERENCES leadrouting_lead (id),
  place INTEGER NOT NULL,
  points INTEGER NOT NULL,
  reason VARCHAR(200) NOT NULL,                 -- the rule's name
  PRIMARY KEY (lead, place)
);

-- What happened to leads.
CREATE TABLE leadrouting_event (
  id ${id} NOT NULL PRIMARY KEY,
  lead ${id} NOT NULL REFERENCES leadrouting_lead (id),
  at_time ${instant} NOT NULL,
  what VARCHAR(1000) NOT NULL
);
CREATE INDEX leadrouting_event_lead ON leadrouting_event (lead, at_time);
