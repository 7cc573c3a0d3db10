ALTER TABLE "hold" DROP CONSTRAINT "hold_issue_fkey";
