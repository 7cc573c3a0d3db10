ALTER TABLE "import_problem" DROP CONSTRAINT "import_problem_issue_import_fkey";
