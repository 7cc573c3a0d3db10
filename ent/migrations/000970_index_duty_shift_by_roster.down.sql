DROP INDEX "duty_shift_by_roster";
