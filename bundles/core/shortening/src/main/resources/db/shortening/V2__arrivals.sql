-- Who came for the first time on a day: what counting has to remember, many visitors to a row.
CREATE TABLE shortening_arrival (
  day_number BIGINT NOT NULL,                   -- days since 1970-01-01, UTC
  part BIGINT NOT NULL,                         -- from 1; the last one grows until it is large enough
  visitors ${bytes} NOT NULL,                   -- 8 bytes for each link and visitor, a hash of both
  PRIMARY KEY (day_number, part)
);
