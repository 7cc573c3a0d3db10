DROP INDEX "verification_by_person";
