DROP POLICY "import_problem_tenant" ON "import_problem";
