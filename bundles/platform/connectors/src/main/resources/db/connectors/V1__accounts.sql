-- Presences on other systems that an administrator has connected.
CREATE TABLE connectors_account (
  id ${id} NOT NULL PRIMARY KEY,       -- identity of the account
  connector VARCHAR(100) NOT NULL,     -- id of the connector that joins it
  name VARCHAR(200) NOT NULL,          -- what people call it
  settings ${text} NOT NULL,           -- what its connector needs to know, as JSON without secrets
  secrets ${text} NOT NULL,            -- names in the vault by settings field, as JSON
  enabled BOOLEAN NOT NULL,            -- whether it is switched on
  standard_since ${instant},           -- since when it sends the mail that names no account
  repeat_unclear BOOLEAN NOT NULL,     -- whether what may have been delivered is delivered again
  version BIGINT NOT NULL,             -- grows with each change
  created_at ${instant} NOT NULL,      -- when it was connected
  changed_at ${instant} NOT NULL,      -- when it was last changed
  UNIQUE (connector, name)
);

-- What was handed over to a system, so that nothing is handed over twice.
CREATE TABLE connectors_delivery (
  delivery_key ${id} NOT NULL,         -- idempotency key: id of the post, mail or lead record
  capability VARCHAR(40) NOT NULL,     -- what the system was to do with it
  account ${id} NOT NULL,              -- through which account
  record ${id} NOT NULL,               -- the record on the bus that asked for it last
  state VARCHAR(20) NOT NULL,          -- OPEN, TRYING, UNCLEAR, DELIVERED or REJECTED
  prepared ${text},                    -- what preparing it came to, as JSON
  remote_id ${text},                   -- what the system calls it
  permalink ${text},                   -- where a person sees it
  reason ${text},                      -- why it is unclear or was rejected
  tried_at ${instant} NOT NULL,        -- when it was last tried
  PRIMARY KEY (delivery_key, capability)
);
CREATE INDEX connectors_delivery_state ON connectors_delivery (state, delivery_key);

-- How far each source of an account was read.
CREATE TABLE connectors_cursor (
  account ${id} NOT NULL,              -- whose
  capability VARCHAR(40) NOT NULL,     -- which source
  cursor_text ${text},                 -- where to go on, in the connector's own words
  next_at ${instant} NOT NULL,         -- when it is asked next; whoever moves it on may ask
  PRIMARY KEY (account, capability)
);

-- What a system has told before.
CREATE TABLE connectors_seen (
  account ${id} NOT NULL,              -- who told it
  find ${id} NOT NULL,                 -- first 16 bytes of the SHA-256 of its key
  seen_at ${instant} NOT NULL,         -- when
  PRIMARY KEY (account, find)
);
