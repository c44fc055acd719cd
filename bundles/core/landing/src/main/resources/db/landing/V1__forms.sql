-- Landing pages with a form.
CREATE TABLE landing_form (
  id ${id} NOT NULL PRIMARY KEY,
  slug VARCHAR(63) NOT NULL,                    -- the last part of its address
  title VARCHAR(200) NOT NULL,
  intro ${text} NOT NULL,
  language VARCHAR(35) NOT NULL,
  purpose VARCHAR(63) NOT NULL,                 -- of the consent that is given with it
  consent_text VARCHAR(2000) NOT NULL,
  interest VARCHAR(200) NOT NULL,
  thanks VARCHAR(2000) NOT NULL,
  created_at ${instant} NOT NULL,
  version BIGINT NOT NULL,
  CONSTRAINT landing_form_slug UNIQUE (slug)
);

-- What a form asks besides the email.
CREATE TABLE landing_field (
  form ${id} NOT NULL REFERENCES landing_form (id),
  place INTEGER NOT NULL,
  name VARCHAR(50) NOT NULL,                    -- of the profile attribute
  label VARCHAR(200) NOT NULL,
  required BOOLEAN NOT NULL,
  PRIMARY KEY (form, place)
);

-- Forms that were filled in. Who filled them in and what was answered is kept until it is confirmed, has
-- expired or the person is erased; of what was confirmed only the fact remains, the rest is with the profile.
CREATE TABLE landing_submission (
  id ${id} NOT NULL PRIMARY KEY,
  form ${id} NOT NULL,
  token_hash VARCHAR(64) NOT NULL,              -- SHA-256 of the token in the confirmation mail
  purpose VARCHAR(63) NOT NULL,                 -- that was agreed to
  interest VARCHAR(200) NOT NULL,               -- that was shown
  email VARCHAR(320),                           -- null once confirmed, as all up to the wording
  visitor_key VARCHAR(100),                     -- of a visitor who agreed to be remembered
  link VARCHAR(100),                            -- slug of the short link that led here
  consent_text VARCHAR(2000),                   -- the wording that was shown
  submitted_at ${instant} NOT NULL,
  confirmed_at ${instant},
  CONSTRAINT landing_submission_token UNIQUE (token_hash)
);
CREATE INDEX landing_submission_form ON landing_submission (form);
CREATE INDEX landing_submission_email ON landing_submission (email, submitted_at);
CREATE INDEX landing_submission_open ON landing_submission (confirmed_at, submitted_at);

-- Whose profiles the address or the browser of an open submission pointed at.
CREATE TABLE landing_person (
  submission ${id} NOT NULL REFERENCES landing_submission (id),
  profile ${id} NOT NULL,
  PRIMARY KEY (submission, profile)
);
CREATE INDEX landing_person_profile ON landing_person (profile);

-- What was answered.
CREATE TABLE landing_answer (
  submission ${id} NOT NULL REFERENCES landing_submission (id),
  name VARCHAR(50) NOT NULL,
  answer VARCHAR(1000) NOT NULL,
  PRIMARY KEY (submission, name)
);
