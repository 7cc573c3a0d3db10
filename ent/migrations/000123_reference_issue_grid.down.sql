ALTER TABLE "issue" DROP CONSTRAINT "issue_grid_fkey";
