-- Short links.
CREATE TABLE shortening_link (
  id ${id} NOT NULL PRIMARY KEY,                -- UUIDv7
  domain VARCHAR(253) NOT NULL,                 -- host of a further link domain; empty for the main one
  slug VARCHAR(64) NOT NULL,                    -- as it was chosen or generated
  skeleton VARCHAR(64) NOT NULL,                -- the slug as the eye sees it: what it is looked up by
  target VARCHAR(2048) NOT NULL,                -- where it leads
  title VARCHAR(200),                           -- what people call it
  campaign ${id},                               -- from here on: where it was put out, as far as known
  message ${id},
  post ${id},
  mailing ${id},
  account ${id},
  network VARCHAR(100),                         -- the connector id of the account
  sharer ${id},                                 -- the profile whose share link it is
  recipient ${id},                              -- the profile that it was made for
  state VARCHAR(20) NOT NULL,                   -- Link.State
  created_at ${instant} NOT NULL,
  expires_at ${instant},                        -- from when on it no longer answers; NULL for never
  changed_at ${instant} NOT NULL,               -- tells other hubs what to look up anew
  version BIGINT NOT NULL,                      -- counts its changes
  CONSTRAINT shortening_link_skeleton UNIQUE (domain, skeleton)
);
CREATE INDEX shortening_link_campaign ON shortening_link (campaign, id);
CREATE INDEX shortening_link_changed ON shortening_link (changed_at);

-- How often each link was followed; apart from the link, so that counting and editing never meet.
CREATE TABLE shortening_clicks (
  link ${id} NOT NULL PRIMARY KEY REFERENCES shortening_link (id),
  people BIGINT NOT NULL,                       -- clicks by people
  uniques BIGINT NOT NULL,                      -- the sum of each day's different people
  robots BIGINT NOT NULL                        -- clicks by robots
);

-- The same for each day on which a link was followed.
CREATE TABLE shortening_day (
  link ${id} NOT NULL REFERENCES shortening_link (id),
  day_number BIGINT NOT NULL,                   -- days since 1970-01-01, UTC
  people BIGINT NOT NULL,
  uniques BIGINT NOT NULL,
  robots BIGINT NOT NULL,
  PRIMARY KEY (link, day_number)
);

-- Who was counted already; kept until the day's clicks are all counted, then destroyed.
CREATE TABLE shortening_visitor (
  day_number BIGINT NOT NULL,
  link ${id} NOT NULL,
  daily_key VARCHAR(64) NOT NULL,               -- a hash that cannot be made again once the day's salt is gone
  PRIMARY KEY (day_number, link, daily_key)
);

-- The secret that makes daily keys; all hubs share it for its day, then it is destroyed.
CREATE TABLE shortening_salt (
  day_number BIGINT NOT NULL PRIMARY KEY,
  salt ${bytes} NOT NULL
);
