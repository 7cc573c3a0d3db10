DROP INDEX "legal_hold_by_person";
