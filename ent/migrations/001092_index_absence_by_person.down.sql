DROP INDEX "absence_by_person";
