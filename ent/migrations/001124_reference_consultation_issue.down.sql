ALTER TABLE "consultation" DROP CONSTRAINT "consultation_issue_fkey";
