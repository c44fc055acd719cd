-- What the hub is registered as at vendors; one serves many accounts.
CREATE TABLE connectors_app (
  id ${id} NOT NULL PRIMARY KEY,       -- identity of the app
  connector VARCHAR(100) NOT NULL,     -- of whose accounts
  instance VARCHAR(300) NOT NULL,      -- address of the instance it is registered at; empty where there is one for all
  name VARCHAR(200) NOT NULL,          -- what people call it
  client VARCHAR(500) NOT NULL,        -- as the vendor named it
  secret VARCHAR(200),                 -- name in the vault of its secret or key
  own BOOLEAN NOT NULL,                -- whether the hub registered it by itself
  version BIGINT NOT NULL,             -- grows with each change
  created_at ${instant} NOT NULL,      -- when it was entered
  changed_at ${instant} NOT NULL,      -- when it was last changed
  UNIQUE (connector, instance, name)
);

-- How each account is signed in; its token lies in the vault.
CREATE TABLE connectors_sign_in (
  account ${id} NOT NULL PRIMARY KEY,  -- whose
  app ${id},                           -- by which app
  turn BIGINT NOT NULL,                -- grows with each token that is kept or forgotten
  asked_at ${instant},                 -- since when the system is asked for the next token without a known end
  subject_id VARCHAR(500),             -- as whom, the system's lasting id
  subject VARCHAR(500),                -- as whom, for people
  scopes ${text},                      -- what was granted, joined by spaces; none where the system does not say
  signed_at ${instant},                -- when a person signed in
  signed_by VARCHAR(200),              -- who that was
  expires_at ${instant},               -- when the token that is kept ends
  lasts_since ${instant},              -- from when the next is counted; renewing moves it where it moves that
  ends_at ${instant},                  -- until when it holds if nobody signs in again
  refused VARCHAR(20),                 -- why it does not hold any longer
  refusal ${text}                      -- the same in a sentence
);
CREATE INDEX connectors_sign_in_app ON connectors_sign_in (app);

-- Sign-ins that people have begun; what they must bring back lies in the vault.
CREATE TABLE connectors_begun (
  id ${id} NOT NULL PRIMARY KEY,       -- identity of the attempt
  state CHAR(64) NOT NULL UNIQUE,      -- SHA-256 of what the system sends back, hex
  account ${id} NOT NULL,              -- whose sign-in
  app ${id},                           -- by which app
  person ${id} NOT NULL,               -- who began it; it ends for nobody else
  step VARCHAR(20) NOT NULL,           -- GONE, ENTERING, ANSWERED or CHOOSING
  next_at ${instant} NOT NULL,         -- when the system may be asked next
  ends_at ${instant} NOT NULL          -- when it is too late
);
CREATE INDEX connectors_begun_ends ON connectors_begun (ends_at);
