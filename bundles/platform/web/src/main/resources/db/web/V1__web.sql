-- Requests that were sent with an Idempotency-Key, kept for a day.
CREATE TABLE web_once (
  caller ${id} NOT NULL,                        -- the key it came with
  once_key VARCHAR(200) NOT NULL,               -- the Idempotency-Key
  request CHAR(64) NOT NULL,                    -- SHA-256 of operation, address and body, hex
  status BIGINT,                                -- of the answer; null while there is none
  location VARCHAR(500),
  etag VARCHAR(100),
  media_type VARCHAR(100),
  content ${bytes},                             -- null where there was none or it may not be kept
  secret BOOLEAN NOT NULL,                      -- whether the content was left out for being a secret
  received_at ${instant} NOT NULL,
  PRIMARY KEY (caller, once_key)
);
CREATE INDEX web_once_received ON web_once (received_at);

-- Web sites whose pages may report what visitors do.
CREATE TABLE web_site (
  id ${id} NOT NULL PRIMARY KEY,
  origin VARCHAR(300) NOT NULL UNIQUE,          -- such as https://www.example.org
  name VARCHAR(200) NOT NULL,
  created_at ${instant} NOT NULL
);
