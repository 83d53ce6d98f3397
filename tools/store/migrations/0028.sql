-- What a user was handed out has an end. What was handed out before has none on record:
-- tokens end by the day of the account, links and sessions at once.

ALTER TABLE user_account ADD COLUMN token_until TIMESTAMPTZ;
ALTER TABLE user_account ADD COLUMN browser_until TIMESTAMPTZ;
ALTER TABLE user_account ADD COLUMN link_until TIMESTAMPTZ;
