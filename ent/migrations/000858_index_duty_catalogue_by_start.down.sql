DROP INDEX "duty_catalogue_by_start";
