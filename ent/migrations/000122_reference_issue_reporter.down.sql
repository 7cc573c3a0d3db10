ALTER TABLE "issue" DROP CONSTRAINT "issue_reporter_fkey";
