-- SPDX-License-Identifier: Apache-2.0
-- What a broker's messages say of the log that they come from, so that no hub takes another's for its own.
CREATE TABLE bus_log_name (
  place SMALLINT NOT NULL,           -- 1: there is one log
  name VARCHAR(36) NOT NULL,         -- made up when it was first asked for
  CONSTRAINT bus_log_name_pk PRIMARY KEY (place)
);
