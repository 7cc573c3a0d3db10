DROP INDEX "category_code_unique";
