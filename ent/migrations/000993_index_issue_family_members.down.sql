DROP INDEX issue_family_by_parent;
