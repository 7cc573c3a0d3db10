ALTER TABLE "issue" DROP CONSTRAINT "issue_category_fkey";
