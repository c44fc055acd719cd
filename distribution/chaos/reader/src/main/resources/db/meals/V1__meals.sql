-- SPDX-License-Identifier: Apache-2.0
-- What the group has read: one row each time.
CREATE TABLE meal_tasted (
  dish VARCHAR(200) NOT NULL     -- what was said in the record
);
