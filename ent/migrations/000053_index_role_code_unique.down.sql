DROP INDEX "role_code_unique";
