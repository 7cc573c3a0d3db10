DROP INDEX "boundary_by_unit";
