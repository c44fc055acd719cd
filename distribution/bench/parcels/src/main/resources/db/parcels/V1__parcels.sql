-- SPDX-License-Identifier: Apache-2.0
-- What a group that keeps books has read: its effect, in the transaction in which its position moves.
CREATE TABLE parcel_count (
  book INTEGER NOT NULL,          -- the group
  parcels BIGINT NOT NULL,        -- how many it has read
  CONSTRAINT parcel_count_pk PRIMARY KEY (book)
);

INSERT INTO parcel_count (book, parcels) VALUES (2, 0);
