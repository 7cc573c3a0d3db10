DROP INDEX "boundary_one_of_unit";
