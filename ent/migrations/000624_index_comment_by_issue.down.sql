DROP INDEX "comment_by_issue";
