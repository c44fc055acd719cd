-- SPDX-License-Identifier: Apache-2.0
-- What all hubs have used of what systems allow; each row is locked while a hub settles with it.
CREATE TABLE connectors_budget (
  scope VARCHAR(200) NOT NULL PRIMARY KEY, -- of an account or an app, a unit, an amount and a span
  account ${id},                       -- whose, unless it is an app's
  turn BIGINT NOT NULL,                -- moved on by whoever settles
  state ${text} NOT NULL,              -- used by slot, in hand by hub, as JSON
  cap BIGINT                           -- the most of a month's money, in millionths, where a person has set it
);
CREATE INDEX connectors_budget_account ON connectors_budget (account);

-- The hubs that have something of it in hand.
CREATE TABLE connectors_budget_hub (
  id ${id} NOT NULL PRIMARY KEY,       -- drawn anew at each start
  beat BIGINT NOT NULL                 -- moved on again and again; standing still means that it is gone
);
