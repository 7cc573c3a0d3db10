ALTER TABLE "exclusion" DROP CONSTRAINT "exclusion_issue_fkey";
