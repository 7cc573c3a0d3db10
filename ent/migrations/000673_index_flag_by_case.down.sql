DROP INDEX "flag_by_case";
