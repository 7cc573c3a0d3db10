ALTER TABLE issue_family DROP CONSTRAINT issue_family_root;
