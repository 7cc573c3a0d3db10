DROP INDEX "comment_by_author";
