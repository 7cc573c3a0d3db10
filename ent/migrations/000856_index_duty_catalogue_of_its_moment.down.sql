DROP INDEX "duty_catalogue_of_its_moment";
