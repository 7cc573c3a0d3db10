DROP INDEX "flag_by_person";
