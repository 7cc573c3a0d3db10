DROP INDEX "mandate_by_person";
