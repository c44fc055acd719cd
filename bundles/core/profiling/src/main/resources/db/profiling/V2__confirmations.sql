-- When a link to take out or erase what is known was last mailed; empty when none ever was.
ALTER TABLE profiling_profile ADD COLUMN asked_at ${instant};
