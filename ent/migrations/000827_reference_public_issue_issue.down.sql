ALTER TABLE public_issue DROP CONSTRAINT public_issue_issue_fkey;
