DROP INDEX "import_problem_by_row";
