DROP INDEX "membership_by_unit";
