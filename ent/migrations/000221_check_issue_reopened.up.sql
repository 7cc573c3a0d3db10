ALTER TABLE issue ADD CONSTRAINT issue_reopened CHECK (
  reopen_count >= 0 AND (reopen_count > 0 OR state <> 'REOPENED'));
