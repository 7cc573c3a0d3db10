ALTER TABLE issue_text DROP CONSTRAINT issue_text_issue_fkey;
