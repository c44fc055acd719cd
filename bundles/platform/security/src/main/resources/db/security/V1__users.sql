-- Teams that share accounts, queues and figures.
CREATE TABLE security_team (
  id ${id} NOT NULL PRIMARY KEY,
  name VARCHAR(100) NOT NULL,
  name_key VARCHAR(100) NOT NULL UNIQUE         -- the name in small letters
);

-- People who sign in.
CREATE TABLE security_user (
  id ${id} NOT NULL PRIMARY KEY,
  name VARCHAR(100) NOT NULL,                   -- what is typed to sign in
  name_key VARCHAR(100) NOT NULL UNIQUE,        -- the name in small letters
  full_name VARCHAR(200) NOT NULL,
  password VARCHAR(300) NOT NULL,               -- algorithm, rounds, salt and hash
  roles VARCHAR(100) NOT NULL,                  -- Role, joined by commas
  team ${id} REFERENCES security_team (id),
  disabled BOOLEAN NOT NULL,
  version BIGINT NOT NULL,                      -- grows with each change
  created_at ${instant} NOT NULL
);

-- Keys of programs.
CREATE TABLE security_key (
  id ${id} NOT NULL PRIMARY KEY,
  name VARCHAR(200) NOT NULL,
  hint VARCHAR(20) NOT NULL,                    -- the first characters of the key
  hash CHAR(64) NOT NULL UNIQUE,                -- SHA-256 of the key, hex
  roles VARCHAR(100) NOT NULL,                  -- Role, joined by commas
  created_at ${instant} NOT NULL,
  expires_at ${instant},
  revoked_at ${instant}
);

-- People who are signed in.
CREATE TABLE security_session (
  hash CHAR(64) NOT NULL PRIMARY KEY,           -- SHA-256 of the token, hex
  user_id ${id} NOT NULL REFERENCES security_user (id),
  csrf VARCHAR(50) NOT NULL,                    -- what each form of the session carries
  created_at ${instant} NOT NULL,
  ends_at ${instant} NOT NULL
);
CREATE INDEX security_session_user ON security_session (user_id);

-- Wrong attempts to sign in, by name, by address and by both.
CREATE TABLE security_guess (
  subject VARCHAR(250) NOT NULL PRIMARY KEY,
  attempts BIGINT NOT NULL,                     -- since the last one that was right
  last_at ${instant} NOT NULL,
  locked_until ${instant} NOT NULL
);

-- Secrets of other systems.
CREATE TABLE security_secret (
  name VARCHAR(200) NOT NULL PRIMARY KEY,
  master VARCHAR(20) NOT NULL,                  -- which master key it is encrypted under
  sealed ${bytes} NOT NULL,                     -- nonce and AES-GCM ciphertext
  changed_at ${instant} NOT NULL
);

-- What people and programs did.
CREATE TABLE security_audit (
  id ${id} NOT NULL PRIMARY KEY,
  actor ${id} NOT NULL,
  kind VARCHAR(20) NOT NULL,                    -- Caller.Kind
  name VARCHAR(200) NOT NULL,                   -- what the actor was called then
  action VARCHAR(100) NOT NULL,
  subject VARCHAR(300) NOT NULL,
  detail VARCHAR(1000) NOT NULL,
  done_at ${instant} NOT NULL
);
