ALTER TABLE issue ADD CONSTRAINT issue_replied CHECK (
  (replied_time IS NOT NULL AND reply <> '')
  OR state NOT IN ('ANSWERED', 'REPLIED', 'IN_REVIEW', 'CALLBACK', 'CLOSED', 'REOPENED'));
