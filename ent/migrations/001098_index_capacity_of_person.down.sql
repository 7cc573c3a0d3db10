DROP INDEX "capacity_of_person";
