-- Campaigns that figures are kept for.
CREATE TABLE measurement_campaign (
  id ${id} NOT NULL PRIMARY KEY,
  name VARCHAR(200) NOT NULL
);

-- One figure of one network in one campaign.
CREATE TABLE measurement_figure (
  campaign ${id} NOT NULL,
  network VARCHAR(100) NOT NULL,                -- connector id, email or direct
  figure VARCHAR(30) NOT NULL,                  -- Figure
  counted BIGINT NOT NULL,
  first_at ${instant} NOT NULL,                 -- when it first was above zero
  PRIMARY KEY (campaign, network, figure)
);

-- One figure of one network on one day, over all campaigns.
CREATE TABLE measurement_day (
  day_number BIGINT NOT NULL,                   -- days since 1970-01-01, UTC
  network VARCHAR(100) NOT NULL,
  figure VARCHAR(30) NOT NULL,
  counted BIGINT NOT NULL,
  PRIMARY KEY (day_number, network, figure)
);

-- What won leads were worth.
CREATE TABLE measurement_revenue (
  campaign ${id} NOT NULL,
  network VARCHAR(100) NOT NULL,
  currency CHAR(3) NOT NULL,                    -- ISO 4217
  minor_units BIGINT NOT NULL,
  PRIMARY KEY (campaign, network, currency)
);

-- Visitors already counted on a day; emptied when the day after is over.
CREATE TABLE measurement_visitor (
  day_number BIGINT NOT NULL,
  campaign ${id} NOT NULL,                      -- sixteen zero bytes where it is told apart over all
  network VARCHAR(100) NOT NULL,
  daily_key VARCHAR(100) NOT NULL,              -- ClickRecorded.dailyKey
  PRIMARY KEY (day_number, campaign, network, daily_key)
);

-- Which campaign and network each post belongs to.
CREATE TABLE measurement_post (
  id ${id} NOT NULL PRIMARY KEY,
  campaign ${id} NOT NULL,
  network VARCHAR(100) NOT NULL
);

-- Which campaign each mailing belongs to.
CREATE TABLE measurement_mailing (
  id ${id} NOT NULL PRIMARY KEY,
  campaign ${id} NOT NULL
);
