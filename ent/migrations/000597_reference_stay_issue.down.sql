ALTER TABLE "stay" DROP CONSTRAINT "stay_issue_fkey";
