DROP INDEX "membership_by_person";
