-- That a record is read once is the bus's doing, so no entry is asked for by its id alone: one index tells a
-- timeline's entries apart and has them in their order.
ALTER TABLE profiling_entry DROP CONSTRAINT profiling_entry_pk;
DROP INDEX profiling_entry_profile;
CREATE UNIQUE INDEX profiling_entry_timeline ON profiling_entry (profile, done_at DESC, id DESC);
