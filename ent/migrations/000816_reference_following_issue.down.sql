ALTER TABLE "following" DROP CONSTRAINT "following_issue_fkey";
