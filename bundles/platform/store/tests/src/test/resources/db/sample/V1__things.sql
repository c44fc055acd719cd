CREATE TABLE thing (
  id ${id} PRIMARY KEY,
  name VARCHAR(200) NOT NULL UNIQUE,
  note ${text},
  content ${bytes},
  born ${instant},
  amount BIGINT,
  live BOOLEAN NOT NULL
);
CREATE TABLE thing_part (
  number ${identity} PRIMARY KEY,
  thing ${id} NOT NULL REFERENCES thing (id),
  state VARCHAR(20)
);
CREATE TABLE kind (name VARCHAR(20) PRIMARY KEY);
INSERT INTO kind (name) VALUES ('plain');
