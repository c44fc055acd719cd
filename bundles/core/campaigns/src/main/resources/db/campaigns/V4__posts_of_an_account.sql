-- The posts of an account that is removed are locked together.
CREATE INDEX campaigns_post_of_account ON campaigns_post (account, id);
