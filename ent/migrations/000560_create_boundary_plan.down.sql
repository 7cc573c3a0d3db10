DROP TABLE "boundary_plan";
