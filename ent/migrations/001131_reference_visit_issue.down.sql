ALTER TABLE "visit" DROP CONSTRAINT "visit_issue_fkey";
