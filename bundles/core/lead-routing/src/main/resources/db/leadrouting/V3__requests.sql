-- Who asked for contact when: a request that is handed over again makes no second lead.
CREATE TABLE leadrouting_request (
  id ${id} NOT NULL PRIMARY KEY,                -- the interaction's id
  profile ${id} NOT NULL                        -- whose it was when it came
);
CREATE INDEX leadrouting_request_profile ON leadrouting_request (profile);

-- By what people ask is a setting: all is taken over but what is done all the time.
INSERT INTO leadrouting_request (id, profile)
  SELECT id, first_profile FROM leadrouting_activity
  WHERE type <> 'click.recorded' AND type <> 'page.viewed' AND type NOT LIKE 'mail.%';

-- What people did is asked of their timelines.
DROP TABLE leadrouting_activity;
