ALTER TABLE "retrospective" DROP CONSTRAINT "retrospective_issue_fkey";
