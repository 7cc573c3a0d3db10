DROP INDEX "consent_by_person";
