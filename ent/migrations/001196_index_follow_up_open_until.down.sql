DROP INDEX follow_up_open_until;
