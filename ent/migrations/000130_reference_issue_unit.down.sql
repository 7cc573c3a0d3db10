ALTER TABLE "issue" DROP CONSTRAINT "issue_unit_fkey";
