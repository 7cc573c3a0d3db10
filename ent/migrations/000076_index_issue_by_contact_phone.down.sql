DROP INDEX "issue_by_contact_phone";
