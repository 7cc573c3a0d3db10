ALTER TABLE issue_assist DROP CONSTRAINT issue_assist_issue_fkey;
