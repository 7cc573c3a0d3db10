DROP TABLE "unit_history";
