ALTER TABLE access_link DROP CONSTRAINT access_link_issue_fkey;
