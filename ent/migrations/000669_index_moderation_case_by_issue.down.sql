DROP INDEX "moderation_case_by_issue";
