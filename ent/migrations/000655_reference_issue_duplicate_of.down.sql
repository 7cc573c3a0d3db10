ALTER TABLE "issue" DROP CONSTRAINT "issue_duplicate_of_fkey";
