DROP INDEX "person_by_phone";
