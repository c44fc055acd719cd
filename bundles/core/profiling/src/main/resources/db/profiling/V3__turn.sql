-- Whoever changes people takes the turn first and keeps it until the transaction ends: one at a time.
CREATE TABLE profiling_turn (
  id INTEGER NOT NULL,                -- 1, there is one turn
  taken BIGINT NOT NULL,              -- how often it was taken
  CONSTRAINT profiling_turn_pk PRIMARY KEY (id)
);
INSERT INTO profiling_turn (id, taken) VALUES (1, 0);
ALTER TABLE profiling_profile DROP COLUMN version;
