-- Why a mailing, or the last of its mails that did, failed.
ALTER TABLE campaigns_mailing ADD COLUMN reason VARCHAR(2000);
