DROP INDEX "verification_by_unit";
