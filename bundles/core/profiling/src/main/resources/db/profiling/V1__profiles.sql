-- SPDX-License-Identifier: Apache-2.0
-- People. Everything that is learned bears two profiles: its home, the profile it was learned for, which
-- never changes, and the profile that its home is part of now. So a merge is undone by looking at homes.
CREATE TABLE profiling_profile (
  id ${id} NOT NULL,                  -- UUIDv7
  root ${id} NOT NULL,                -- the live profile that it is part of; its own id while it lives
  state VARCHAR(16) NOT NULL,         -- ANONYMOUS, IDENTIFIED, MERGED or ERASED
  created_at ${instant} NOT NULL,     -- when the person was first seen
  last_seen_at ${instant} NOT NULL,   -- when the person last did something
  version BIGINT NOT NULL,            -- moved on by every change of what points at it
  remember VARCHAR(8) NOT NULL,       -- whether the person wants to be remembered: UNASKED, YES or NO
  answers INTEGER NOT NULL,           -- how many answers its chain of consents holds
  answers_seal VARCHAR(64) NOT NULL,  -- the seal of the last of them; empty for none
  ended_at ${instant},                -- when it was erased
  CONSTRAINT profiling_profile_pk PRIMARY KEY (id)
);
CREATE INDEX profiling_profile_root ON profiling_profile (root);
CREATE INDEX profiling_profile_young ON profiling_profile (id DESC);
CREATE INDEX profiling_profile_state ON profiling_profile (state, id DESC);

-- What points at a person. One person holds an identifier; who else claims it is in profiling_claim.
CREATE TABLE profiling_identifier (
  kind VARCHAR(16) NOT NULL,          -- Identifier.Kind
  network VARCHAR(64) NOT NULL,       -- connector of a handle, account of a CRM record; empty otherwise
  value VARCHAR(320) NOT NULL,        -- normalised
  profile ${id} NOT NULL,             -- the live profile that holds it
  home ${id} NOT NULL,                -- the profile that it was learned for
  verified BOOLEAN NOT NULL,          -- whether the person was shown to hold it
  contested BOOLEAN NOT NULL,         -- whether profiling_claim knows others
  since ${instant} NOT NULL,          -- when it was first given
  CONSTRAINT profiling_identifier_pk PRIMARY KEY (kind, network, value)
);
CREATE INDEX profiling_identifier_profile ON profiling_identifier (profile);
CREATE INDEX profiling_identifier_value ON profiling_identifier (value);

-- Who else was seen with an identifier that somebody holds, or with one that many may share.
CREATE TABLE profiling_claim (
  kind VARCHAR(16) NOT NULL,
  network VARCHAR(64) NOT NULL,
  value VARCHAR(320) NOT NULL,
  home ${id} NOT NULL,                -- the profile that it was learned for
  profile ${id} NOT NULL,             -- the live profile that claims it
  verified BOOLEAN NOT NULL,
  since ${instant} NOT NULL,
  CONSTRAINT profiling_claim_pk PRIMARY KEY (kind, network, value, home)
);
CREATE INDEX profiling_claim_profile ON profiling_claim (profile);

-- What a person has told.
CREATE TABLE profiling_attribute (
  home ${id} NOT NULL,                -- the profile that it was told to
  name VARCHAR(64) NOT NULL,          -- such as company
  value VARCHAR(500) NOT NULL,        -- as told
  profile ${id} NOT NULL,             -- the live profile that it is known of
  told_at ${instant} NOT NULL,        -- the latest word counts
  CONSTRAINT profiling_attribute_pk PRIMARY KEY (home, name)
);
CREATE INDEX profiling_attribute_profile ON profiling_attribute (profile);

-- The timelines.
CREATE TABLE profiling_entry (
  id ${id} NOT NULL,                  -- the interaction's, answer's or merge's id
  profile ${id} NOT NULL,             -- the live profile whose it is
  home ${id} NOT NULL,                -- the profile that it was noted for
  done_at ${instant} NOT NULL,        -- when it happened
  type VARCHAR(64) NOT NULL,          -- such as click.recorded
  channel VARCHAR(64) NOT NULL,       -- a connector id, or email, web, crm, hub
  detail ${text} NOT NULL,            -- origin and data, a JSON object of texts
  CONSTRAINT profiling_entry_pk PRIMARY KEY (id)
);
CREATE INDEX profiling_entry_profile ON profiling_entry (profile, done_at DESC, id DESC);

-- Who was found to be one person with whom.
CREATE TABLE profiling_merge (
  id ${id} NOT NULL,                  -- by which it is undone
  survivor ${id} NOT NULL,            -- the profile that lived on
  other ${id} NOT NULL,               -- the profile that went into it
  answers INTEGER NOT NULL,           -- how many answers the survivor's chain held then
  reason VARCHAR(200) NOT NULL,       -- one sentence, without personal data
  merged_at ${instant} NOT NULL,
  undone_at ${instant},               -- null while it stands
  CONSTRAINT profiling_merge_pk PRIMARY KEY (id)
);
CREATE INDEX profiling_merge_survivor ON profiling_merge (survivor);
CREATE INDEX profiling_merge_other ON profiling_merge (other);

-- Profiles that a person said are two people: no rule merges or suggests them again.
CREATE TABLE profiling_apart (
  elder ${id} NOT NULL,               -- the lesser id
  younger ${id} NOT NULL,             -- the greater id
  CONSTRAINT profiling_apart_pk PRIMARY KEY (elder, younger)
);
CREATE INDEX profiling_apart_younger ON profiling_apart (younger);

-- Profiles that may be one person, for a person to decide.
CREATE TABLE profiling_suggestion (
  id ${id} NOT NULL,
  elder ${id} NOT NULL,               -- the lesser id
  younger ${id} NOT NULL,             -- the greater id
  reason VARCHAR(200) NOT NULL,       -- one sentence, without personal data
  state VARCHAR(16) NOT NULL,         -- OPEN or SETTLED
  noticed_at ${instant} NOT NULL,
  CONSTRAINT profiling_suggestion_pk PRIMARY KEY (id),
  CONSTRAINT profiling_suggestion_pair UNIQUE (elder, younger)
);
CREATE INDEX profiling_suggestion_open ON profiling_suggestion (state, id DESC);
CREATE INDEX profiling_suggestion_younger ON profiling_suggestion (younger);

-- The first new browser that came through a personal link; later ones are taken for forwarded mails.
CREATE TABLE profiling_first_browser (
  link ${id} NOT NULL,                -- the short link
  recipient ${id} NOT NULL,           -- the profile that it was made for
  CONSTRAINT profiling_first_browser_pk PRIMARY KEY (link, recipient)
);

-- What people answered when asked for consent; never changed, each answer sealed together with the one before.
CREATE TABLE profiling_answer (
  home ${id} NOT NULL,                -- the profile that answered
  nr INTEGER NOT NULL,                -- from 1
  id ${id} NOT NULL,                  -- of the answer; noted once
  purpose VARCHAR(63) NOT NULL,
  given BOOLEAN NOT NULL,             -- yes or no
  basis VARCHAR(32) NOT NULL,         -- consent, contract or legitimate-interest
  evidence ${text} NOT NULL,          -- what shows it
  answered_at ${instant} NOT NULL,
  counts BOOLEAN NOT NULL,            -- whether who answered was shown to be the person
  seal VARCHAR(64) NOT NULL,          -- HMAC-SHA-256 over all of this and the seal before
  CONSTRAINT profiling_answer_pk PRIMARY KEY (home, nr),
  CONSTRAINT profiling_answer_once UNIQUE (id)
);

-- What stands of all that, for live profiles.
CREATE TABLE profiling_standing (
  profile ${id} NOT NULL,
  purpose VARCHAR(63) NOT NULL,
  given BOOLEAN NOT NULL,
  since ${instant} NOT NULL,          -- when this was answered
  CONSTRAINT profiling_standing_pk PRIMARY KEY (profile, purpose)
);
CREATE INDEX profiling_standing_purpose ON profiling_standing (purpose, given, profile);
