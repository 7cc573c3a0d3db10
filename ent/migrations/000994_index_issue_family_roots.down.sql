DROP INDEX issue_family_member;
