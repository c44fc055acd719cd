-- Campaigns: a goal with messages.
CREATE TABLE campaigns_campaign (
  id ${id} NOT NULL PRIMARY KEY,                -- UUIDv7
  name VARCHAR(200) NOT NULL,                   -- what people call it
  goal VARCHAR(2000) NOT NULL,                  -- what it is to reach
  language VARCHAR(35) NOT NULL,                -- BCP 47
  feed ${id},                                   -- the followed feed account, if any
  mailing VARCHAR(63),                          -- the consent purpose it is mailed to, if any
  automatic BOOLEAN NOT NULL,                   -- messages go out as drafted
  state VARCHAR(20) NOT NULL,                   -- Campaign.State
  created_at ${instant} NOT NULL,
  version BIGINT NOT NULL                       -- counts its changes
);
CREATE INDEX campaigns_campaign_feed ON campaigns_campaign (feed);

-- Where a campaign's messages are posted.
CREATE TABLE campaigns_campaign_account (
  campaign ${id} NOT NULL REFERENCES campaigns_campaign (id),
  account ${id} NOT NULL,                       -- the connectors' runtime knows it
  place INTEGER NOT NULL,                       -- the marketer's order
  PRIMARY KEY (campaign, account)
);

-- What campaigns say.
CREATE TABLE campaigns_message (
  id ${id} NOT NULL PRIMARY KEY,
  campaign ${id} NOT NULL REFERENCES campaigns_campaign (id),
  title VARCHAR(300) NOT NULL,
  text ${text} NOT NULL,
  target VARCHAR(4000) NOT NULL,                -- the page it leads to
  image VARCHAR(4000),
  language VARCHAR(35) NOT NULL,
  state VARCHAR(20) NOT NULL,                   -- Message.State
  item VARCHAR(64) NOT NULL,                    -- SHA-256 of the feed item's guid, or the message's own id: one message an item
  created_at ${instant} NOT NULL,
  CONSTRAINT campaigns_message_item UNIQUE (campaign, item)
);

-- Teasers on their way to accounts.
CREATE TABLE campaigns_post (
  id ${id} NOT NULL PRIMARY KEY,                -- the idempotency key towards the network
  campaign ${id} NOT NULL REFERENCES campaigns_campaign (id),
  message ${id} NOT NULL REFERENCES campaigns_message (id),
  account ${id} NOT NULL,
  connector VARCHAR(100) NOT NULL,
  state VARCHAR(20) NOT NULL,                   -- Post.State
  link ${id} NOT NULL,                          -- its short link, asked for under this id
  short_url VARCHAR(2000),                      -- once the link was made
  text ${text},                                 -- the teaser's text, once drafted
  permalink VARCHAR(4000),                      -- once published
  fault VARCHAR(20),                            -- who must act, when it failed
  reason VARCHAR(2000),                         -- why it failed
  changed_at ${instant} NOT NULL,
  CONSTRAINT campaigns_post_account UNIQUE (message, account)
);
CREATE INDEX campaigns_post_link ON campaigns_post (link);
CREATE INDEX campaigns_post_campaign ON campaigns_post (campaign, id);

-- Messages sent by email to an audience.
CREATE TABLE campaigns_mailing (
  id ${id} NOT NULL PRIMARY KEY,
  campaign ${id} NOT NULL REFERENCES campaigns_campaign (id),
  message ${id} NOT NULL UNIQUE REFERENCES campaigns_message (id),
  purpose VARCHAR(63) NOT NULL,
  state VARCHAR(20) NOT NULL,                   -- Mailing.State
  link ${id} NOT NULL,
  short_url VARCHAR(2000),
  reached ${id}                                 -- the profile up to which its mails are written
);
CREATE INDEX campaigns_mailing_link ON campaigns_mailing (link);

-- One mail of a mailing to one person.
CREATE TABLE campaigns_mail (
  id ${id} NOT NULL PRIMARY KEY,                -- the mail's id towards the gateway
  mailing ${id} NOT NULL REFERENCES campaigns_mailing (id),
  profile ${id},                                -- null once the person was erased
  address_hash VARCHAR(64),                     -- SHA-256 of the address; null once the person was erased
  state VARCHAR(20) NOT NULL,                   -- REQUESTED, SENT, FAILED, BOUNCED
  CONSTRAINT campaigns_mail_once UNIQUE (mailing, profile),
  CONSTRAINT campaigns_mail_address UNIQUE (mailing, address_hash)
);
CREATE INDEX campaigns_mail_profile ON campaigns_mail (profile);

-- Share links: a message passed on to a network, for anybody or for one reader.
CREATE TABLE campaigns_share (
  link ${id} NOT NULL PRIMARY KEY,              -- its short link, asked for under this id
  message ${id} NOT NULL REFERENCES campaigns_message (id),
  sharer ${id} NOT NULL,                        -- a profile, or sixteen zero bytes for anybody
  network VARCHAR(50) NOT NULL,
  short_url VARCHAR(2000),                      -- once the link was made
  CONSTRAINT campaigns_share_once UNIQUE (message, sharer, network)
);
CREATE INDEX campaigns_share_sharer ON campaigns_share (sharer);
