DROP INDEX "duty_roster_by_unit";
