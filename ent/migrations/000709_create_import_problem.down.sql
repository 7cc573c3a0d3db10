DROP TABLE "import_problem";
