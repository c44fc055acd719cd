-- SPDX-License-Identifier: Apache-2.0
-- What the readers of a killed hub did.
CREATE TABLE ledger_effect (
  id ${identity} NOT NULL,          -- orders the effects
  group_name VARCHAR(40) NOT NULL,  -- whose effect it is
  record_key VARCHAR(40) NOT NULL,  -- the record's key
  said VARCHAR(60) NOT NULL,        -- what the record said
  CONSTRAINT ledger_effect_pk PRIMARY KEY (id)
);
