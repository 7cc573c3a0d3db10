DROP INDEX "restriction_by_person";
