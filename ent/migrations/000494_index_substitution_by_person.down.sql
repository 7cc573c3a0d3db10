DROP INDEX "substitution_by_person";
