ALTER TABLE "comment" DROP CONSTRAINT "comment_issue_fkey";
