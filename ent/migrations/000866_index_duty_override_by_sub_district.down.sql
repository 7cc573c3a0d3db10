DROP INDEX "duty_override_by_sub_district";
