DROP INDEX "unit_code_unique";
